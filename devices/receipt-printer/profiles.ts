/** What one model of receipt printer can do, as data: a new model is a new entry, not new code. */
export interface PrinterProfile {
  readonly name: string;
  /** Width of a line in half-width characters; a Chinese character takes two. */
  readonly columns: number;
  /** Width of the printing area in dots, 8 to a millimetre. */
  readonly dots: number;
  /** Two-byte characters its font holds; anything else is printed as a picture of its line. */
  readonly font: 'gb2312' | 'gbk';
  /** QR codes as pictures, or by the printer's own command where it has one. */
  readonly code: 'raster' | 'native';
  /** Dots to feed so that the last line lies beyond the knife. */
  readonly feedBeforeCut: number;
  /** The questions DLE EOT n that it answers. Cheap printers answer none: then nothing is known, and nothing is claimed. */
  readonly statusQuestions: readonly (1 | 2 | 3 | 4)[];
  /**
   * How it says that a job is out: `process-id` by GS ( H 48, `paper-sensor` by GS r 1, which waits behind the job, or not
   * at all.
   */
  readonly confirmation: 'process-id' | 'paper-sensor' | 'none';
}

/** Paper of 80 mm: 72 mm printable. */
export const PAPER_80: PrinterProfile = {
  name: '80 mm',
  columns: 48,
  dots: 576,
  font: 'gbk',
  code: 'raster',
  feedBeforeCut: 48,
  statusQuestions: [1, 2, 3, 4],
  confirmation: 'process-id'
};

/** Paper of 58 mm: 48 mm printable. */
export const PAPER_58: PrinterProfile = { ...PAPER_80, name: '58 mm', columns: 32, dots: 384 };
