import { writeFile } from 'node:fs/promises';
import { maskIdNumber } from '../../server/contract/id-number.ts';
import { maskPersonName } from '../../server/contract/person-name.ts';
import { StartFailure } from '../../server/process/start-failure.ts';
import type { CardReadFailure, CardReading } from '../device.ts';
import { createIdCardReader } from '../id-card/driver.ts';
import { decodePhoto } from '../id-card/photo.ts';
import { readerFinder } from '../ports.ts';
import type { DeviceSettings } from '../settings.ts';
import { readSocialSecurityCard, type SocialCardFailure } from '../social-security-card/driver.ts';
import { createPcscPort } from '../transport/pcsc.ts';
import { table } from './table.ts';

/** What an operator does about a card that was not read. */
const ADVICE: Readonly<Record<CardReadFailure, string>> = {
  'id-card.no-reader': 'No reader was found: see devices list.',
  'id-card.no-card': 'No card was laid on the reader in time.',
  'id-card.moved-too-early': 'The card was moved while it was read: lay it down and leave it there.',
  'id-card.not-an-id-card': 'The reader sees a card, but no ID card.',
  'id-card.refused':
    'Reader and card refuse each other: try another card; if that is refused too, the reader’s module is at fault.',
  'id-card.unreadable': 'What came from the card is damaged or of a layout nobody knows.',
  'id-card.reader-failed': 'The reader does not answer as it should: see devices probe.',
  'id-card.cancelled': 'Reading was cancelled.'
};

/** What of a card is shown: by default only what tells that the reader works, with names and numbers masked. */
function rowsOf({ card }: CardReading, whole: boolean): string[][] {
  const rows = [
    ['type', card.type],
    ['name', whole ? card.name : maskPersonName(card.name)],
    ['number', whole ? card.idNumber : maskIdNumber(card.idNumber)],
    ['warnings', card.warnings.join(', ') || 'none']
  ];
  if (!whole) return rows;
  const { type: _, name: __, idNumber: ___, warnings: ____, nation, ...rest } = card;
  const more = Object.entries({ ...rest, nation: nation && `${nation.code} ${nation.name ?? ''}` });
  return [...rows, ...more.flatMap(([field, value]) => (value === null ? [] : [[field, value]]))];
}

/** `devices read`: one card, once. `whole` shows everything on it; `photo` is a file for its picture. */
export async function read(
  settings: DeviceSettings,
  asked: { readonly whole: boolean; readonly photo: string | null; readonly seconds: number }
): Promise<string> {
  if (asked.photo && !settings.photoDecoder)
    throw new StartFailure('A photo needs a decoder: name the program of your reader’s maker in PHOTO_DECODER.');
  const reader = createIdCardReader({ finder: readerFinder(settings.readers) });
  try {
    console.error(`Lay a card on the reader; waiting ${asked.seconds} s.`);
    const begun = performance.now();
    const result = await reader.read({
      purpose: 'operator',
      deadlineMs: asked.seconds * 1000,
      photo: asked.photo !== null
    });
    if (!result.ok) throw new StartFailure(`${ADVICE[result.error]} (${result.error})`);
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    const rows = [...rowsOf(result.value, asked.whole), ['after', `${seconds} s`]];
    const { photo } = result.value;
    if (asked.photo && photo && settings.photoDecoder) {
      const picture = await decodePhoto(photo, { command: settings.photoDecoder });
      photo.fill(0);
      if (picture.ok) await writeFile(asked.photo, picture.value, { mode: 0o600 });
      rows.push(['photo', picture.ok ? asked.photo : picture.error]);
    }
    return table(['field', 'as it stands on the card'], rows);
  } finally {
    await reader.close();
  }
}

const SOCIAL_ADVICE: Readonly<Record<SocialCardFailure, string>> = {
  'social-card.absent':
    'PC/SC cannot be used: install pcscd, start it, and add the npm package smartcard (devices/README.md).',
  'social-card.no-reader': 'pcscd knows no chip-card reader.',
  'social-card.no-card': 'No card was put in in time.',
  'social-card.unreadable': 'The card does not answer as a social-security card does.',
  'social-card.not-a-social-card': 'This is another chip card.',
  'social-card.moved': 'The card was taken out while it was read.',
  'social-card.reader-failed': 'The reader does not answer.'
};

/** `devices read --social-security`: what a social-security card says of itself, which proves nothing. */
export async function readSocialSecurity(asked: {
  readonly whole: boolean;
  readonly seconds: number;
}): Promise<string> {
  console.error(`Put a social-security card into its reader; waiting ${asked.seconds} s.`);
  const result = await readSocialSecurityCard({ port: createPcscPort(), deadlineMs: asked.seconds * 1000 });
  if (!result.ok) throw new StartFailure(`${SOCIAL_ADVICE[result.error]} (${result.error})`);
  const { name, number, provenance, ...rest } = result.value;
  const rows = [
    ['name', asked.whole ? name : maskPersonName(name)],
    ['number', asked.whole ? number : maskIdNumber(number)],
    ['provenance', provenance]
  ];
  if (asked.whole) for (const [field, value] of Object.entries(rest)) if (value) rows.push([field, value]);
  return table(['field', 'as the card says'], rows);
}
