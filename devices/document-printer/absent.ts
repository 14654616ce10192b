import type { Document, Printer } from '../device.ts';

/** A terminal without an A4 printer: documents are given at the counter. */
export const noDocumentPrinter: Printer<Document> = {
  status: { state: 'absent' },
  subscribe: () => () => undefined,
  print: async () => ({ outcome: 'not-started', code: 'printer.absent' }),
  close: async () => undefined
};
