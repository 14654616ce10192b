import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { syncFolder } from '../../server/process/durable-file.ts';
import { StartFailure } from '../../server/process/start-failure.ts';
import type { AgentSettings } from './settings.ts';

const credentialSchema = z.object({ credential: z.string().min(20) });

const DEADLINE_MS = 20_000;
/** Longer than any credential's file. */
const RESERVED_BYTES = 1024;

/** The terminal's credential, from its own file. null before it was enrolled. */
function readCredential(path: string): string | null {
  if (!existsSync(path)) return null;
  try {
    return credentialSchema.parse(JSON.parse(readFileSync(path, 'utf8'))).credential;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall) throw error;
    throw new StartFailure(`${path} is not a terminal's credential: delete it and enrol this terminal again.`);
  }
}

/** Changes the administrator's one-time code for a credential. */
async function enrol(serverUrl: string, code: string): Promise<string> {
  const away = new StartFailure(`No Yimen server answers at SERVER_URL ${serverUrl}: start it, or correct SERVER_URL.`);
  let answer: Response;
  try {
    answer = await fetch(new URL('/api/terminals/enrol', serverUrl), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code }),
      signal: AbortSignal.timeout(DEADLINE_MS)
    });
  } catch {
    throw away;
  }
  if (answer.status === 403 || answer.status === 400)
    throw new StartFailure(
      'ENROLMENT_CODE is wrong, was used before, or is older than fifteen minutes: take a new one at /window/terminals.'
    );
  const parsed = credentialSchema.safeParse(await answer.json().catch(() => null));
  if (!answer.ok || !parsed.success) throw away;
  return parsed.data.credential;
}

/** The credential of this terminal; the first time, it is enrolled. The folder is there and ours. */
export async function credentialOf(settings: AgentSettings): Promise<string> {
  const path = join(settings.folder, 'terminal.json');
  const known = readCredential(path);
  if (known) return known;
  if (!settings.enrolmentCode)
    throw new StartFailure(
      'This terminal is not enrolled yet: set ENROLMENT_CODE to a code from the administrator’s page /window/terminals.'
    );
  const partial = `${path}.partial`;
  // The code works once: a disk without space for what it is changed for is found out before.
  writeFileSync(partial, ' '.repeat(RESERVED_BYTES), { mode: 0o600, flush: true });
  const credential = await enrol(settings.serverUrl, settings.enrolmentCode);
  writeFileSync(partial, JSON.stringify({ credential }).padEnd(RESERVED_BYTES), { flag: 'r+', flush: true });
  renameSync(partial, path);
  syncFolder(settings.folder);
  return credential;
}
