import { live } from '../server/process/lifecycle.ts';
import { StartFailure } from '../server/process/start-failure.ts';
import { readAgentSettings } from './agent/settings.ts';
import { startAgent } from './agent/start.ts';
import { noCodeScanner } from './code-scanner/absent.ts';
import { createCodeScanner } from './code-scanner/driver.ts';
import { noDocumentPrinter } from './document-printer/absent.ts';
import { createDocumentPrinter } from './document-printer/driver.ts';
import { createIdCardReader } from './id-card/driver.ts';
import { readerFinder, sourceAt } from './ports.ts';
import { createReceiptPrinter } from './receipt-printer/driver.ts';
import { PAPER_58, PAPER_80 } from './receipt-printer/profiles.ts';
import { createHidScannerSource } from './transport/hid.ts';

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
    async openDevices() {
      const reader = createIdCardReader({ finder: readerFinder(settings.readers) });
      const slipPrinter = createReceiptPrinter({
        source: sourceAt(receiptPrinter),
        profile: settings.receiptWidth === 58 ? PAPER_58 : PAPER_80
      });
      const documentPrinter = settings.documentPrinterUrl
        ? createDocumentPrinter({ url: settings.documentPrinterUrl })
        : noDocumentPrinter;
      const { codeScanner: scannerAddress } = settings;
      const codeScanner = scannerAddress
        ? createCodeScanner({
            source: scannerAddress === 'hid-pos' ? createHidScannerSource() : sourceAt(scannerAddress)
          })
        : noCodeScanner;
      return {
        reader,
        slipPrinter,
        documentPrinter,
        codeScanner,
        bench: null,
        async close() {
          await Promise.all([reader.close(), slipPrinter.close(), documentPrinter.close(), codeScanner.close()]);
        }
      };
    }
  });
  console.log(`The terminal is ready at ${running.url}/ for the centre at ${settings.serverUrl}.`);
  return running;
});
