import { live } from '../server/process/lifecycle.ts';
import { StartFailure } from '../server/process/start-failure.ts';
import { readAgentSettings } from './agent/settings.ts';
import { startAgent } from './agent/start.ts';
import { openInstalled } from './installed.ts';

/** `npm run agent`: what a centre installs on a terminal. */
await live(async () => {
  const settings = readAgentSettings(process.env);
  const { receiptPrinter } = settings;
  if (!receiptPrinter)
    throw new StartFailure(
      'RECEIPT_PRINTER is missing, and a terminal gives slips: set a device such as /dev/usb/lp0, or host:port.'
    );
  const running = await startAgent({
    settings,
    demonstration: false,
    openDevices: async () => ({ ...openInstalled({ ...settings, receiptPrinter }), bench: null })
  });
  console.log(`The terminal is ready at ${running.url}/ for the centre at ${settings.serverUrl}.`);
  return running;
});
