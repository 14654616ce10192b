import { resolve } from 'node:path';
import { StartFailure } from '../../server/process/start-failure.ts';

/** What a centre sets for one terminal. Everything is checked at the start; every mistake is named in one sentence. */
export interface AgentSettings {
  readonly port: number;
  readonly serverUrl: string;
  /** Of this agent alone: credential, outbox, journal. */
  readonly folder: string;
  readonly enrolmentCode: string | null;
  readonly reader: { readonly vendorId: number; readonly productId: number; readonly wrapping: 'raw-64' | 'length-63' };
  readonly receiptPrinter:
    | { readonly kind: 'file'; readonly path: string }
    | { readonly kind: 'network'; readonly host: string; readonly port: number }
    | null;
  readonly receiptWidth: 58 | 80;
  readonly documentPrinterUrl: string | null;
  /** The device file of a serial scanner; null where there is none. */
  readonly codeScanner: string | null;
}

const DEMONSTRATION_SETTINGS = ['DEMONSTRATION', 'SIMULATE', 'SIMULATED_DEVICES', 'DEMONSTRATION_CARDS'];
const STANDARD_READER = '0483:572B:length-63';
const PRINTER_PORT = 9100;

type Environment = Readonly<Record<string, string | undefined>>;

function readReader(text: string, mistakes: string[]): AgentSettings['reader'] {
  const match = /^([0-9a-f]{4}):([0-9a-f]{4}):(raw-64|length-63)$/i.exec(text);
  if (!match)
    mistakes.push('ID_READER must be vendor:product:wrapping, such as 0483:572B:length-63 or 0316:5020:raw-64.');
  return {
    vendorId: Number.parseInt(match?.[1] ?? '0', 16),
    productId: Number.parseInt(match?.[2] ?? '0', 16),
    wrapping: match?.[3] === 'raw-64' ? 'raw-64' : 'length-63'
  };
}

function readReceiptPrinter(text: string | undefined, mistakes: string[]): AgentSettings['receiptPrinter'] {
  if (!text) return null;
  if (text.startsWith('/')) return { kind: 'file', path: text };
  const match = /^([\w.-]+)(?::(\d{1,5}))?$/.exec(text);
  if (!match?.[1]) mistakes.push('RECEIPT_PRINTER must be a device such as /dev/usb/lp0, or host:port.');
  return { kind: 'network', host: match?.[1] ?? '', port: Number(match?.[2] ?? PRINTER_PORT) };
}

/** Settings from the environment. Throws a StartFailure with one sentence a line for all mistakes together. */
export function readAgentSettings(environment: Environment): AgentSettings {
  const mistakes: string[] = [];
  for (const name of DEMONSTRATION_SETTINGS)
    if (environment[name]) mistakes.push(`${name} belongs to the demonstration (npm start); a terminal refuses it.`);
  const port = Number(environment.AGENT_PORT || 5181);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    mistakes.push(`AGENT_PORT must be a port number from 0 to 65535, not "${environment.AGENT_PORT}".`);
  const serverUrl = environment.SERVER_URL ?? '';
  const parsed = URL.canParse(serverUrl) ? new URL(serverUrl) : null;
  if (!parsed || !['http:', 'https:'].includes(parsed.protocol))
    mistakes.push('SERVER_URL must be the address of the centre’s server, such as https://centre.example.');
  const width = Number(environment.RECEIPT_WIDTH || 80);
  if (width !== 58 && width !== 80) mistakes.push('RECEIPT_WIDTH must be 58 or 80 (millimetres).');
  const documentPrinterUrl = environment.DOCUMENT_PRINTER || null;
  if (documentPrinterUrl && !/^(ipp|ipps|http|https):\/\/./.test(documentPrinterUrl))
    mistakes.push('DOCUMENT_PRINTER must be an address such as ipp://printer.example/ipp/print.');
  const codeScanner = environment.CODE_SCANNER || null;
  if (codeScanner && !codeScanner.startsWith('/')) mistakes.push('CODE_SCANNER must be a device such as /dev/ttyACM0.');
  const reader = readReader(environment.ID_READER || STANDARD_READER, mistakes);
  const receiptPrinter = readReceiptPrinter(environment.RECEIPT_PRINTER, mistakes);
  if (mistakes.length > 0) throw new StartFailure(mistakes.join('\n'));
  return {
    port,
    serverUrl: parsed?.origin ?? '',
    folder: resolve(environment.DATA_DIR || './data', 'agent'),
    enrolmentCode: environment.ENROLMENT_CODE?.trim() || null,
    reader,
    receiptPrinter,
    receiptWidth: width === 58 ? 58 : 80,
    documentPrinterUrl,
    codeScanner
  };
}
