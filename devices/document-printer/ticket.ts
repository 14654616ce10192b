import type { PrinterDescription } from './description.ts';
import type { Attribute } from './ipp.ts';

/** What a job is to look like. */
export interface JobTicket {
  /** Shown in the printer's list of jobs: nothing of a person. At most 255 bytes. */
  readonly name: string;
  readonly format: string;
  readonly attributes: readonly Attribute[];
}

const PDF = 'application/pdf';
/** PWG 5101.1. Printers come set to US Letter: the size is always said. */
const A4 = 'iso_a4_210x297mm';

const mayBe = (listed: readonly string[] | null, value: string): boolean => listed === null || listed.includes(value);

/** False where it does not take PDF, or not A4: a page of raw text, or half a form, would come out. */
export const takesForms = ({ formats, media }: PrinterDescription): boolean =>
  formats.includes(PDF) && mayBe(media, A4);

/** A form on A4, once, on one side, in black. Of the last two a printer is not told what it does not list. */
export function ticketFor({ sides, colorModes }: PrinterDescription, name: string): JobTicket {
  const attributes: Attribute[] = [
    { tag: 'keyword', name: 'media', values: [A4] },
    { tag: 'integer', name: 'copies', values: [1] }
  ];
  if (mayBe(sides, 'one-sided')) attributes.push({ tag: 'keyword', name: 'sides', values: ['one-sided'] });
  if (mayBe(colorModes, 'monochrome'))
    attributes.push({ tag: 'keyword', name: 'print-color-mode', values: ['monochrome'] });
  return { name, format: PDF, attributes };
}

/** False where the printer, as it answers to Validate-Job, would ignore what a form cannot do without. */
export const canDoWithout = (ignored: readonly string[]): boolean =>
  !ignored.some((name) => name === 'media' || name === 'document-format');
