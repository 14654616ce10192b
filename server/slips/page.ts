import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';
import PDFDocument from 'pdfkit';
import qrcode from 'qrcode';
import type { Context } from '../context.ts';

/** Fonts are parsed once and shared by all documents: parsing costs ten times what a document does. */
function parse(file: string): Font {
  const path = createRequire(import.meta.url).resolve(`@expo-google-fonts/noto-sans-sc/${file}`);
  const font = create(readFileSync(path));
  if ('fonts' in font) throw new TypeError(`${file} holds several fonts`);
  return font;
}
let fonts: { readonly regular: Font; readonly bold: Font } | null = null;
const parsedFonts = () => {
  fonts ??= {
    regular: parse('400Regular/NotoSansSC_400Regular.ttf'),
    bold: parse('700Bold/NotoSansSC_700Bold.ttf')
  };
  return fonts;
};

/** Parses the fonts before the first document is asked for. */
export const warmFonts = (): void => void parsedFonts();

/** A character that the font does not have is written as its code point: readable, exact, and never a box. */
export function printable(text: string): string {
  const { regular } = parsedFonts();
  return [...text]
    .map((character) => {
      const point = character.codePointAt(0) ?? 0;
      if (character === '\n' || regular.hasGlyphForCodePoint(point)) return character;
      return `〔U+${point.toString(16).toUpperCase().padStart(4, '0')}〕`;
    })
    .join('');
}

export const MARGIN = 56;
const INK = '#1b2420';
export const SOFT = '#4a554f';
export const RULE = '#9aa19b';
export const LABEL_WIDTH = 120;
export const CELL = 6;

/** One A4 document of a centre: writes downwards, turns the page by itself, and marks a demonstration on every page. */
export class Page {
  readonly doc: InstanceType<typeof PDFDocument>;
  readonly width: number;
  readonly #chunks: Uint8Array[] = [];
  readonly #finished: Promise<void>;
  y = MARGIN;

  constructor(context: Context, title: string) {
    const { regular, bold } = parsedFonts();
    this.doc = new PDFDocument({
      size: 'A4',
      margin: MARGIN,
      bufferPages: true,
      lang: 'zh-CN',
      info: { Title: title, Author: context.centre.name, CreationDate: context.now() }
    });
    this.width = this.doc.page.width - 2 * MARGIN;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#finished = promise;
    this.doc.on('data', (chunk: Uint8Array) => this.#chunks.push(chunk));
    this.doc.on('end', () => resolve());
    // The types know paths only; a parsed font has been accepted since 0.20.
    this.doc.registerFont('regular', regular as unknown as Buffer);
    this.doc.registerFont('bold', bold as unknown as Buffer);
    if (context.centre.demonstration) {
      this.doc.on('pageAdded', () => this.#watermark());
      this.#watermark();
    }
  }

  #watermark(): void {
    const { doc } = this;
    doc.save();
    doc.rotate(-35, { origin: [doc.page.width / 2, doc.page.height / 2] });
    doc.font('bold').fontSize(86).fillColor('#c9462c', 0.09);
    doc.text('演示 无效', 0, doc.page.height / 2 - 60, { width: doc.page.width, align: 'center', lineBreak: false });
    doc.restore();
    doc.fillColor(INK, 1);
  }

  /** Turns the page where this much does not fit any more, in points. */
  need(height: number): void {
    if (this.y + height <= this.doc.page.height - MARGIN) return;
    this.doc.addPage();
    this.y = MARGIN;
  }

  #height(text: string, size: number, width: number, face: 'regular' | 'bold'): number {
    return this.doc.font(face).fontSize(size).heightOfString(text, { width, lineGap: 2 });
  }

  text(
    raw: string,
    {
      size = 10.5,
      face = 'regular' as 'regular' | 'bold',
      soft = false,
      align = 'left' as 'left' | 'center',
      gap = 6
    } = {}
  ): void {
    const text = printable(raw);
    const height = this.#height(text, size, this.width, face);
    this.need(height);
    this.doc
      .fillColor(soft ? SOFT : INK)
      .font(face)
      .fontSize(size);
    this.doc.text(text, MARGIN, this.y, { width: this.width, align, lineGap: 2 });
    this.y += height + gap;
  }

  /** An answer that is longer than a page is no row: its label stands above, and it goes on as far as it needs. */
  #paragraphs(label: string, text: string, from: string | null): void {
    this.need(60);
    this.y += CELL;
    this.text(label, { soft: true, size: 10, gap: 2 });
    // pdfkit turns the page within one text by itself.
    this.doc.fillColor(INK).font('regular').fontSize(10.5);
    this.doc.text(text, MARGIN, this.y, { width: this.width, lineGap: 2 });
    this.y = this.doc.y + CELL;
    if (from) this.text(from, { soft: true, size: 8 });
  }

  /**
   * A photo in a row of its own, as large as a paper needs to be read. Terminals hand in JPEG, which is put in as it is;
   * whatever else came, or came damaged, is named and keeps nobody from the rest of the form.
   */
  picture(label: string, dataUrl: string, from: string | null): void {
    const image = this.#jpeg(dataUrl);
    if (!image) {
      this.row(label, '已附照片，请在屏幕上看', from);
      return;
    }
    const [width, height] = [this.width - LABEL_WIDTH - 2 * CELL, 220];
    this.need(height + 2 * CELL);
    const top = this.y + CELL;
    this.row(label, '', from, height);
    this.doc.image(image, MARGIN + LABEL_WIDTH + CELL, top, { fit: [width, height - 20] });
  }

  #jpeg(dataUrl: string): PDFKit.Mixins.ImageSrc | null {
    if (!dataUrl.startsWith('data:image/jpeg;')) return null;
    try {
      return (this.doc as unknown as { openImage(source: string): PDFKit.Mixins.ImageSrc }).openImage(dataUrl);
    } catch {
      return null;
    }
  }

  /** A ruled row: what it is on the left, what it says on the right, and in small where that came from. */
  row(label: string, raw: string, from: string | null = null, atLeast = 0): void {
    const text = printable(raw) || ' ';
    const width = this.width - LABEL_WIDTH - 2 * CELL;
    const labelHeight = this.#height(label, 10, LABEL_WIDTH - 2 * CELL, 'regular');
    const textHeight = this.#height(text, 10.5, width, 'regular');
    const fromHeight = from ? this.#height(from, 8, width, 'regular') : 0;
    const height = Math.max(labelHeight, textHeight + fromHeight, atLeast) + 2 * CELL;
    if (height > this.doc.page.height - 2 * MARGIN) {
      this.#paragraphs(label, text, from);
      return;
    }
    this.need(height);
    const { doc, y } = this;
    doc.lineWidth(0.6).strokeColor(RULE);
    doc.rect(MARGIN, y, LABEL_WIDTH, height).stroke();
    doc.rect(MARGIN + LABEL_WIDTH, y, this.width - LABEL_WIDTH, height).stroke();
    doc.fillColor(SOFT).font('regular').fontSize(10);
    doc.text(label, MARGIN + CELL, y + CELL, { width: LABEL_WIDTH - 2 * CELL, lineGap: 2 });
    doc
      .fillColor(INK)
      .fontSize(10.5)
      .text(text, MARGIN + LABEL_WIDTH + CELL, y + CELL, { width, lineGap: 2 });
    if (from)
      doc
        .fillColor(SOFT)
        .fontSize(8)
        .text(from, MARGIN + LABEL_WIDTH + CELL, y + height - CELL - fromHeight, { width, lineGap: 2 });
    this.y += height;
  }

  heading(text: string): void {
    this.need(50);
    this.y += 10;
    this.text(text, { face: 'bold', size: 12, gap: 4 });
  }

  #code(code: string, side: number): void {
    const { doc } = this;
    const { modules } = qrcode.create(code, { errorCorrectionLevel: 'M' });
    const dot = side / modules.size;
    doc.fillColor('#000000');
    for (let row = 0; row < modules.size; row++)
      for (let column = 0; column < modules.size; column++)
        if (modules.get(row, column))
          doc.rect(MARGIN + this.width - side + column * dot, MARGIN + row * dot, dot + 0.05, dot + 0.05);
    doc.fill();
  }

  /** The centre, the title, a line that says which paper this is, and a code to be read by a machine where it has one. */
  head(context: Context, title: string, code: string | null, line: string): void {
    const { doc } = this;
    const side = 78;
    if (code !== null) this.#code(code, side);
    const left = code === null ? this.width : this.width - side - 16;
    doc
      .fillColor(SOFT)
      .font('regular')
      .fontSize(10)
      .text(printable(context.centre.name), MARGIN, MARGIN, { width: left });
    const text = printable(title);
    const height = this.#height(text, 19, left, 'bold');
    doc
      .fillColor(INK)
      .font('bold')
      .fontSize(19)
      .text(text, MARGIN, MARGIN + 18, { width: left, lineGap: 2 });
    doc
      .fillColor(SOFT)
      .font('regular')
      .fontSize(9.5)
      .text(line, MARGIN, MARGIN + 24 + height, { width: left });
    this.y = MARGIN + Math.max(side, height + 42) + 14;
  }

  /** Lines at the right, ending the letter, in a circle where the seal is to stand on them (GB/T 9704-2012, 7.3.5). */
  seal(name: string, lines: readonly string[]): void {
    const side = 119;
    this.need(side + 12);
    const { doc, y } = this;
    const centre = MARGIN + this.width - side / 2 - 40;
    doc
      .lineWidth(0.8)
      .strokeColor(RULE)
      .dash(3, { space: 3 })
      .circle(centre, y + side / 2 + 6, side / 2)
      .stroke()
      .undash();
    const at = { width: 220, align: 'center', lineBreak: false } as const;
    doc.fillColor(SOFT).font('regular').fontSize(9);
    doc.text(`（${name}）`, centre - 110, y + 24, at);
    doc.fillColor(INK).fontSize(11);
    for (const [index, line] of lines.entries()) doc.text(printable(line), centre - 110, y + 52 + index * 20, at);
    this.y += side + 12;
  }

  /** Strokes on a field of 1000 × 400, drawn as they were written. */
  strokes(signature: readonly (readonly (readonly [number, number])[])[], width: number): void {
    const scale = width / 1000;
    this.need(400 * scale + 6);
    const { doc, y } = this;
    doc.lineWidth(1.6).lineCap('round').lineJoin('round').strokeColor('#10243f');
    for (const [first, ...rest] of signature) {
      if (!first) continue;
      doc.moveTo(MARGIN + first[0] * scale, y + first[1] * scale);
      for (const [x, down] of rest.length > 0 ? rest : [first]) doc.lineTo(MARGIN + x * scale, y + down * scale);
      doc.stroke();
    }
    doc
      .lineWidth(0.6)
      .strokeColor(RULE)
      .moveTo(MARGIN, y + 400 * scale)
      .lineTo(MARGIN + width, y + 400 * scale)
      .stroke();
    this.y += 400 * scale + 6;
  }

  /** Every page says which case it belongs to and how many there are: pages come apart. */
  #footers(foot: string): void {
    const { doc } = this;
    const { count } = doc.bufferedPageRange();
    for (let index = 0; index < count; index++) {
      doc.switchToPage(index);
      // Below the margin, where pdfkit would turn the page by itself.
      doc.page.margins.bottom = 0;
      doc.fillColor(SOFT).font('regular').fontSize(8.5);
      doc.text(`${foot}    第${index + 1}页，共${count}页`, MARGIN, doc.page.height - 36, {
        width: this.width,
        align: 'right',
        lineBreak: false
      });
    }
  }

  async finish(foot: string): Promise<Uint8Array> {
    this.#footers(foot);
    this.doc.end();
    await this.#finished;
    return Buffer.concat(this.#chunks);
  }
}
