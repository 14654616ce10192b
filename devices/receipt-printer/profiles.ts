/** What one model of receipt printer can do, as data: a new model is a new entry, not new code. */
export interface PrinterProfile {
  readonly name: string;
  /** Width of a line in half-width characters; a Chinese character takes two. */
  readonly columns: number;
  /** Width of the printing area in dots, 8 to a millimetre. */
  readonly dots: number;
  /** Two-byte characters its font holds; anything else is printed as a picture of its line. */
  readonly font: 'gb2312' | 'gbk';
  /** Dots to feed so that the last line lies beyond the knife. */
  readonly feedBeforeCut: number;
  /** Answers DLE EOT. Cheap printers do not: then nothing is known, and nothing is claimed. */
  readonly tellsStatus: boolean;
  /** Answers GS ( H 48 when a job has been printed. */
  readonly confirmsJobs: boolean;
}

/** Paper of 80 mm: 72 mm printable. */
export const PAPER_80: PrinterProfile = {
  name: '80 mm',
  columns: 48,
  dots: 576,
  font: 'gbk',
  feedBeforeCut: 48,
  tellsStatus: true,
  confirmsJobs: true
};

/** Paper of 58 mm: 48 mm printable. */
export const PAPER_58: PrinterProfile = { ...PAPER_80, name: '58 mm', columns: 32, dots: 384 };
