import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Answer, baseInformation, createAnswerParser } from '../../devices/id-card/frame.ts';
import { decodeCard } from '../../devices/id-card/layout.ts';
import { encodeReceipt } from '../../devices/receipt-printer/codec.ts';
import { PAPER_80 } from '../../devices/receipt-printer/profiles.ts';
import { layOutSlip } from '../../devices/receipt-printer/slip-layout.ts';
import { slip } from '../fixtures/slip.ts';
import { compare } from './measure.ts';
import type { Report } from './report.ts';

const frame = Uint8Array.from(
  Buffer.from(readFileSync(new URL('../fixtures/sam_v/cn_1295.hex', import.meta.url), 'utf8').trim(), 'hex')
);
const reports = Array.from({ length: Math.ceil(frame.length / 64) }, (_, at) => frame.slice(at * 64, (at + 1) * 64));

function readCard() {
  const parser = createAnswerParser();
  const [answer] = reports.flatMap((report) => parser.push(report));
  const base = baseInformation((answer as Answer).data);
  return base && decodeCard(base.text);
}
const printSlip = (of: typeof slip) => encodeReceipt(layOutSlip(of, false, PAPER_80), PAPER_80, null);

/** What every machine does alike: the digest of as many bytes as a card's answer has, and of a slip's. */
const digest = (bytes: Uint8Array) => () => createHash('sha256').update(bytes).digest();

/** The way of a card's bytes, and of a slip's. */
export function devices(): Report {
  if (readCard()?.name !== '测试甲') throw new Error('the card of the fixture is not read');
  const rare = { ...slip, applicant: '𠮷㛃' };
  return compare([
    { what: 'frame (21 reports) → card', run: readCard, reference: digest(frame) },
    { what: 'slip → bytes', run: () => printSlip(slip), reference: digest(printSlip(slip)) },
    { what: 'slip with a rare name → bytes', run: () => printSlip(rare), reference: digest(printSlip(rare)) }
  ]);
}
