import { startInstance } from './instance.ts';

/** The addresses reach the tests by environment, the one thing Playwright's workers inherit. */
export default async function setUp(): Promise<() => Promise<void>> {
  const instance = await startInstance({ quiet: true });
  process.env.YIMEN_SERVER = instance.serverUrl;
  process.env.YIMEN_AGENT = instance.agentUrl;
  process.env.YIMEN_PID = String(instance.pid);
  process.env.YIMEN_DATA = instance.dataDir;
  return () => instance.stop();
}
