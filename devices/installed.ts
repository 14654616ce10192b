import type { Devices } from './agent/parts.ts';
import { noCodeScanner } from './code-scanner/absent.ts';
import { createCodeScanner } from './code-scanner/driver.ts';
import { createHidPosParser } from './code-scanner/hid-pos.ts';
import { createLineParser } from './code-scanner/lines.ts';
import type { CodeScanner } from './device.ts';
import { noDocumentPrinter } from './document-printer/absent.ts';
import { createDocumentPrinter } from './document-printer/driver.ts';
import { createIdCardReader } from './id-card/driver.ts';
import { type PlaceAddress, readerFinder, sourceAt } from './ports.ts';
import { createReceiptPrinter } from './receipt-printer/driver.ts';
import type { DeviceSettings } from './settings.ts';
import { openVoice } from './speech/installed.ts';
import { createHidScannerSource } from './transport/hid.ts';

/** The receipt printer at an address, by the profile that was set. */
export const openReceiptPrinter = (address: PlaceAddress, { receiptProfile }: DeviceSettings) =>
  createReceiptPrinter({ source: sourceAt(address), profile: receiptProfile });

/** The A4 printer, or none. */
export const openDocumentPrinter = ({ documentPrinterUrl }: DeviceSettings) =>
  documentPrinterUrl ? createDocumentPrinter({ url: documentPrinterUrl }) : noDocumentPrinter;

function openCodeScanner({ codeScanner }: DeviceSettings): CodeScanner {
  if (!codeScanner) return noCodeScanner;
  return codeScanner === 'hid-pos'
    ? createCodeScanner({ source: createHidScannerSource(), codec: createHidPosParser() })
    : createCodeScanner({ source: sourceAt(codeScanner), codec: createLineParser() });
}

/** The devices of a terminal as they are set. Each is looked for from now on, whether or not it is there yet. */
export function openInstalled(settings: DeviceSettings & { readonly receiptPrinter: PlaceAddress }): Devices {
  const reader = createIdCardReader({ finder: readerFinder(settings.readers) });
  const slipPrinter = openReceiptPrinter(settings.receiptPrinter, settings);
  const documentPrinter = openDocumentPrinter(settings);
  const codeScanner = openCodeScanner(settings);
  const speech = openVoice(settings);
  const all = [reader, slipPrinter, documentPrinter, codeScanner, speech];
  return {
    reader,
    slipPrinter,
    documentPrinter,
    codeScanner,
    speech,
    async close() {
      await Promise.all(all.map((device) => device.close()));
    }
  };
}
