import { readFileSync } from 'node:fs';
import type { PlaceAddress } from './ports.ts';
import { PAPER_80, type PrinterProfile, profileOf } from './receipt-printer/profiles.ts';
import type { Engine } from './speech/engine.ts';
import { type PortAddress, parsePortAddress } from './transport/address.ts';

/** Which devices a terminal has, as an operator sets it. */
export interface DeviceSettings {
  /** Readers to look for beside the known models. */
  readonly readers: readonly PortAddress[];
  readonly receiptPrinter: PlaceAddress | null;
  /** What the receipt printer can do. */
  readonly receiptProfile: PrinterProfile;
  readonly documentPrinterUrl: string | null;
  /** A scanner that calls itself one (HID POS), or one on a line; null where there is none. */
  readonly codeScanner: 'hid-pos' | PlaceAddress | null;
  /** What speaks; null where nothing is to be said. */
  readonly speech: { readonly engine: Engine; readonly program: string } | null;
  /** A program of the operator's that decodes the photos on cards; null where there is none. */
  readonly photoDecoder: string | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

type Kind = PortAddress['kind'];

/** One address of these kinds; null, and a mistake, where it is none. */
function readAddress<Allowed extends Kind>(
  text: string | undefined,
  kinds: readonly Allowed[],
  mistake: string,
  mistakes: string[]
): Extract<PortAddress, { kind: Allowed }> | null {
  if (!text) return null;
  const address = parsePortAddress(text);
  if (address && (kinds as readonly Kind[]).includes(address.kind))
    return address as Extract<PortAddress, { kind: Allowed }>;
  if (!mistakes.includes(mistake)) mistakes.push(mistake);
  return null;
}

/** Whether the program is there is seen when it is started: a terminal without a voice works all the same. */
function readSpeech({ SPEECH, SPEECH_COMMAND }: Environment, mistakes: string[]): DeviceSettings['speech'] {
  if (SPEECH && SPEECH !== 'off' && !/^(?:\/\S*|[\w.-]+)$/.test(SPEECH))
    mistakes.push('SPEECH must be off, or an espeak-ng by its name or its whole path.');
  if (SPEECH_COMMAND && !SPEECH_COMMAND.startsWith('/'))
    mistakes.push('SPEECH_COMMAND must be the whole path of a program, such as /opt/voice/speak.');
  if (SPEECH === 'off') return null;
  return SPEECH_COMMAND
    ? { engine: 'command', program: SPEECH_COMMAND }
    : { engine: 'espeak-ng', program: SPEECH || 'espeak-ng' };
}

/** Reads the settings of the devices; each mistake is named in one sentence, in `mistakes`. */
export function readDeviceSettings(environment: Environment, mistakes: string[]): DeviceSettings {
  const profile = profileOf(environment.RECEIPT_PROFILE || '80mm', (path) => readFileSync(path, 'utf8'));
  if (!profile.ok) mistakes.push(`RECEIPT_PROFILE: ${profile.error.sentence}`);
  const documentPrinterUrl = environment.DOCUMENT_PRINTER || null;
  const isPrinter = (url: string) => /^(?:ipp|http)s?:\/\//.test(url) && URL.canParse(url.replace(/^ipp/, 'http'));
  if (documentPrinterUrl && !isPrinter(documentPrinterUrl))
    mistakes.push('DOCUMENT_PRINTER must be an address such as ipp://printer.example/ipp/print.');
  const codeScanner =
    environment.CODE_SCANNER === 'hid-pos'
      ? 'hid-pos'
      : readAddress(
          environment.CODE_SCANNER,
          ['file', 'serial'],
          'CODE_SCANNER must be hid-pos, or a line such as /dev/ttyACM0 or /dev/ttyS1:9600.',
          mistakes
        );
  const readers = (environment.ID_READER ?? '').split(',').flatMap((text) => {
    const mistake =
      'ID_READER must be vendor:product:link, such as 0483:572B:length-63 (raw-64, length-63, miaxis or bulk), or a line such as /dev/ttyS0:115200; several with commas.';
    return readAddress(text.trim(), ['usb', 'file', 'serial'], mistake, mistakes) ?? [];
  });
  const receiptPrinter = readAddress(
    environment.RECEIPT_PRINTER,
    ['file', 'serial', 'network'],
    'RECEIPT_PRINTER must be a device such as /dev/usb/lp0 or /dev/ttyS0:19200, or host:port.',
    mistakes
  );
  const photoDecoder = environment.PHOTO_DECODER || null;
  if (photoDecoder && !photoDecoder.startsWith('/'))
    mistakes.push('PHOTO_DECODER must be the whole path of a program, such as /opt/reader/decode.');
  return {
    readers,
    receiptPrinter,
    receiptProfile: profile.ok ? profile.value : PAPER_80,
    documentPrinterUrl,
    codeScanner,
    speech: readSpeech(environment, mistakes),
    photoDecoder
  };
}
