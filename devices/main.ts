import { requireNode, serveUntilStopped } from '../server/process/lifecycle.ts';
import { endWith, StartFailure } from '../server/process/start-failure.ts';
import { enrol, readCredential } from './agent/enrolment.ts';
import { readAgentSettings } from './agent/settings.ts';
import { startAgent } from './agent/start.ts';
import { noCodeScanner } from './code-scanner/absent.ts';
import { createCodeScanner } from './code-scanner/driver.ts';
import { noDocumentPrinter } from './document-printer/absent.ts';
import { createDocumentPrinter } from './document-printer/driver.ts';
import { createIdCardReader } from './id-card/driver.ts';
import { createReceiptPrinter } from './receipt-printer/driver.ts';
import { PAPER_58, PAPER_80 } from './receipt-printer/profiles.ts';
import { createCharacterDeviceSource } from './transport/character-device.ts';
import { createHidSource } from './transport/hid.ts';
import { createTcpSource } from './transport/tcp.ts';

/** `npm run agent`: what a centre installs on a terminal. */
try {
  requireNode();
  const settings = readAgentSettings(process.env);
  const known = readCredential(settings.folder);
  if (!known && !settings.enrolmentCode)
    throw new StartFailure(
      'This terminal is not enrolled yet: set ENROLMENT_CODE to a code from the administrator’s page /window/terminals.'
    );
  const credential = known ?? (await enrol(settings.serverUrl, settings.folder, settings.enrolmentCode ?? ''));
  const { receiptPrinter } = settings;
  if (!receiptPrinter)
    throw new StartFailure(
      'RECEIPT_PRINTER is missing: a device such as /dev/usb/lp0, or host:port. No slip, no terminal.'
    );
  const reader = createIdCardReader({ source: createHidSource(settings.reader) });
  const slipPrinter = createReceiptPrinter({
    source:
      receiptPrinter.kind === 'file'
        ? createCharacterDeviceSource(receiptPrinter.path)
        : createTcpSource(receiptPrinter),
    profile: settings.receiptWidth === 58 ? PAPER_58 : PAPER_80
  });
  const documentPrinter = settings.documentPrinterUrl
    ? createDocumentPrinter({ url: settings.documentPrinterUrl })
    : noDocumentPrinter;
  const codeScanner = settings.codeScanner
    ? createCodeScanner({ source: createCharacterDeviceSource(settings.codeScanner) })
    : noCodeScanner;
  const running = await startAgent({
    port: settings.port,
    folder: settings.folder,
    serverUrl: settings.serverUrl,
    credential,
    demonstration: false,
    devices: {
      reader,
      slipPrinter,
      documentPrinter,
      codeScanner,
      async close() {
        await Promise.all([reader.close(), slipPrinter.close(), documentPrinter.close(), codeScanner.close()]);
      }
    },
    bench: null
  });
  console.log(`The terminal is ready at ${running.url}/ for the centre at ${settings.serverUrl}.`);
  serveUntilStopped(running);
} catch (error) {
  endWith(error);
}
