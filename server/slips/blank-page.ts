import type { TableColumn } from '../contract/item.ts';
import { CELL, LABEL_WIDTH, MARGIN, Page, RULE, SOFT } from './page.ts';

/** One character of a number by hand, in points: what GB/T forms give it is six millimetres. */
const BOX = 17;
/** A line to be written on by hand. */
const LINE = 30;

/** A page to be written on with a pen. */
export class BlankPage extends Page {
  /** A row with one box for each character of a number. */
  boxes(label: string, count: number, note: string | null): void {
    const height = BOX + (note ? 18 : 4);
    this.need(height + 2 * CELL);
    const top = this.y + CELL;
    this.row(label, '', note, height);
    this.doc.lineWidth(0.6).strokeColor(RULE);
    for (let at = 0; at < count; at++) this.doc.rect(MARGIN + LABEL_WIDTH + CELL + at * BOX, top, BOX, BOX).stroke();
  }

  /** A table under its label: a head with what each column is, and so many lines to write in. */
  grid(label: string, columns: readonly TableColumn[], lines: number, note: string | null): void {
    const { doc } = this;
    const width = this.width / Math.max(1, columns.length);
    const heads = columns.map(({ label: head, options }) =>
      options.length > 0 ? `${head}（${options.join('/')}）` : head
    );
    doc.font('regular').fontSize(9);
    const heights = heads.map((head) => doc.heightOfString(head, { width: width - 2 * CELL, lineGap: 1 }));
    const headHeight = Math.max(12, ...heights) + 2 * CELL;
    // In one piece: lines on the next page would have no heads.
    this.need(24 + headHeight + lines * LINE);
    this.y += CELL;
    this.text(note ? `${label}（${note}）` : label, { soft: true, size: 10, gap: 2 });
    const cells = (height: number) => {
      doc.lineWidth(0.6).strokeColor(RULE);
      for (const [at] of columns.entries()) doc.rect(MARGIN + at * width, this.y, width, height).stroke();
    };
    cells(headHeight);
    doc.fillColor(SOFT).font('regular').fontSize(9);
    for (const [at, head] of heads.entries())
      doc.text(head, MARGIN + at * width + CELL, this.y + CELL, { width: width - 2 * CELL, lineGap: 1 });
    this.y += headHeight;
    for (let line = 0; line < lines; line++) {
      cells(LINE);
      this.y += LINE;
    }
    this.y += CELL;
  }
}
