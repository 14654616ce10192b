import { type PortCandidate, PortDenied, type Printer } from '../device.ts';
import { STATUS, samIdOf } from '../id-card/frame.ts';
import { createReaderLink } from '../id-card/link.ts';
import { openDocumentPrinter, openReceiptPrinter } from '../installed.ts';
import { readerFinder } from '../ports.ts';
import type { DeviceSettings } from '../settings.ts';
import { openVoice } from '../speech/installed.ts';
import { formatPortAddress } from '../transport/address.ts';
import { table } from './table.ts';

const ANSWER_MS = 1000;
/** A driver has looked at its printer by then. */
const LOOK_MS = 4000;

/** Asks one candidate whether it is a reader, and for the name of its security module. */
async function ask(candidate: PortCandidate): Promise<string> {
  const port = await candidate.open().catch((error) => {
    if (error instanceof PortDenied) return 'denied' as const;
    throw error;
  });
  if (port === 'denied')
    return 'is there, and this user may not open it: install devices/udev, or join the group yimen';
  if (!port) return 'is gone';
  const link = createReaderLink(port, () => undefined);
  try {
    const status = await link.ask('samStatus', ANSWER_MS);
    if (status.kind === 'silent') return 'does not answer: not a reader, or another link';
    if (status.kind === 'garbage') return 'answers, but not as a reader: try another link';
    if (status.kind === 'gone') return 'went away while it was asked';
    if (status.answer.status !== STATUS.ok)
      return `is a reader whose security module fails (status ${status.answer.status.toString(16)})`;
    const id = await link.ask('samId', ANSWER_MS);
    const name = id.kind === 'answer' && id.answer.status === STATUS.ok ? samIdOf(id.answer.data) : null;
    return `is a reader, ready; security module ${name ?? 'not told'}`;
  } finally {
    await link.close();
  }
}

/** A driver that was just made, once it has looked at its printer. */
async function seen(printer: Printer<never>): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, LOOK_MS);
  const stop = printer.subscribe(resolve);
  if (printer.status.state === 'absent') await promise;
  clearTimeout(timer);
  stop();
  const { status } = printer;
  await printer.close();
  return (status.state === 'fault' ? status.code : status.state) + (status.paperLow ? ', paper is running low' : '');
}

/** Has one character said, and plays nothing. */
async function heard(settings: DeviceSettings): Promise<string> {
  const voice = openVoice(settings);
  const spoken = await voice.speak({ text: '好', rate: 'normal', names: [] });
  await voice.close();
  return spoken.ok ? 'speaks' : spoken.error;
}

/** `devices probe`: asks what is set, or known, how it is. Cards are not looked at, nothing is printed. */
export async function probe(settings: DeviceSettings): Promise<string> {
  const { readers, receiptPrinter, documentPrinterUrl, speech } = settings;
  const rows: string[][] = [];
  for (const candidate of await readerFinder(readers).find())
    rows.push(['ID-card reader', candidate.identity, await ask(candidate)]);
  if (rows.length === 0)
    rows.push(['ID-card reader', '', 'none of the known models is plugged in, and ID_READER names no other']);
  rows.push(
    receiptPrinter
      ? ['receipt printer', formatPortAddress(receiptPrinter), await seen(openReceiptPrinter(receiptPrinter, settings))]
      : ['receipt printer', '', 'RECEIPT_PRINTER is not set'],
    documentPrinterUrl
      ? ['A4 printer', documentPrinterUrl, await seen(openDocumentPrinter(settings))]
      : ['A4 printer', '', 'DOCUMENT_PRINTER is not set'],
    speech ? ['voice', speech.program, await heard(settings)] : ['voice', '', 'SPEECH is off']
  );
  return table(['device', 'which', 'how it is'], rows);
}
