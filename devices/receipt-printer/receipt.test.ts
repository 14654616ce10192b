import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { Slip } from '../../server/contract/slip.ts';
import type { Printer } from '../device.ts';
import { encodeText, widthOf, wrap } from './character-set.ts';
import { encodeReceipt } from './codec.ts';
import { createReceiptPrinter } from './driver.ts';
import { PAPER_58, PAPER_80, type PrinterProfile } from './profiles.ts';
import { createInterpreter, type PaperMark, UnknownCommand } from './sim/interpreter.ts';
import { codesOn } from './sim/paper.ts';
import { createSimulatedPrinter } from './sim/printer.ts';
import { layOutSlip } from './slip-layout.ts';

const slip: Slip = {
  number: '33010201600120261124000170-1',
  kind: 'receipt',
  title: '收件回执',
  centre: { name: '一门社区服务中心', address: '演示街道一门里1号', phone: '0571-00000000' },
  caseNumber: '33010201600120261124000170',
  shortCode: '048213',
  itemName: '高龄津贴申请',
  applicant: '福*长',
  issuedAt: '2026-11-24 10:00',
  headline: '12月3日（星期四）前办好',
  rows: [{ label: '承诺时限', text: '自受理之日起7个工作日' }],
  lists: [{ title: '已经收到', entries: ['居民身份证', '居民户口簿（户籍信息）'] }],
  notes: ['查进度：在任何一台终端刷身份证，或扫这张回执。'],
  responsible: { name: '员一', phone: '0571-00000001' },
  code: 'YIMEN:33010201600120261124000170',
  demonstration: true
};

const marksOf = (bytes: Uint8Array): PaperMark[] =>
  createInterpreter()
    .push(bytes)
    .flatMap((effect) => (effect.kind === 'mark' ? [effect.mark] : []));
const print = (of: Slip, profile: PrinterProfile, reprint = false) =>
  marksOf(encodeReceipt(layOutSlip(of, reprint, profile), profile, null));
const textOf = (marks: readonly PaperMark[]) =>
  marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : [])).join('\n');

describe('the character set', () => {
  it('has the 21,725 two-byte characters of GBK at most, and none that needs four bytes', () => {
    expect(encodeText('办件编号 A1', 'gbk')).toEqual(Uint8Array.from(Buffer.from('b0ecbcfeb1e0bac5204131', 'hex')));
    for (const character of ['㛃', '𠅤', '\ue863', '😀', '𬭚']) expect(encodeText(character, 'gbk')).toBeNull();
    expect(encodeText('¥', 'gbk')).toEqual(Uint8Array.of(0xa3, 0xa4));
  });

  it('is smaller on old printers', () => {
    expect(encodeText('镕', 'gbk')).not.toBeNull();
    expect(encodeText('镕', 'gb2312')).toBeNull();
  });

  it('breaks lines by columns, keeps numbers whole and closes marks with what they close', () => {
    const lines = wrap('请在2026年12月3日以前带身份证到服务窗口，办理。', 16);
    for (const line of lines) {
      expect(widthOf(line)).toBeLessThanOrEqual(16);
      expect('，。').not.toContain(line[0]);
    }
    expect(lines.join('')).toBe('请在2026年12月3日以前带身份证到服务窗口，办理。');
    expect(lines.some((line) => line.includes('2026'))).toBe(true);
  });
});

describe.each([
  ['80 mm', PAPER_80],
  ['58 mm', PAPER_58]
])('a slip on %s', (_, profile) => {
  it('says everything that it has to, within the paper', () => {
    const marks = print(slip, profile);
    const text = textOf(marks).replaceAll('\n', '').replaceAll(' ', '');
    for (const part of ['收件回执', '高龄津贴申请', '12月3日（星期四）前办好', '员一', '048213', '福*长'])
      expect(text).toContain(part);
    expect(text).toContain('330102016001202611240001'.slice(0, 24));
    for (const mark of marks)
      if (mark.kind === 'text') expect(widthOf(mark.text) * mark.width, mark.text).toBeLessThanOrEqual(profile.columns);
    expect(marks.at(-1)).toEqual({ kind: 'cut' });
  });

  it('carries a code that reads back as the case', () => {
    expect(codesOn(print(slip, profile))).toEqual([slip.code]);
  });

  it('never prints a name as question marks', () => {
    const marks = print({ ...slip, applicant: '龙𠅤㛃' }, profile);
    expect(textOf(marks)).not.toContain('?');
    expect(textOf(marks)).not.toContain('申请人：');
    expect(marks.filter((mark) => mark.kind === 'picture').length).toBeGreaterThanOrEqual(2);
  });
});

it('a second copy says so', () => {
  expect(textOf(print(slip, PAPER_80, true))).toContain('补打');
  expect(textOf(print(slip, PAPER_80))).not.toContain('补打');
});

describe('the interpreter', () => {
  it('reads a stream that others made', () => {
    const file = new URL('../../tests/fixtures/escpos/receiptline-4.0.4_escpos_gb18030_80mm.bin', import.meta.url);
    const marks = marksOf(readFileSync(file));
    const text = textOf(marks);
    for (const part of ['社区服务回执', '办件编号', '姓名', '请妥善保管']) expect(text).toContain(part);
    expect(codesOn(marks)).toEqual(['https://example.cn/r/1']);
  });

  it('refuses what it does not know', () => {
    expect(() => createInterpreter().push(Uint8Array.of(0x1b, 0x7a))).toThrow(UnknownCommand);
  });
});

describe('the driver', () => {
  const opened: Printer<{ slip: Slip; reprint: boolean }>[] = [];
  const timings = { status: 60, confirm: 120, watch: 15, replug: 10 };
  function start(profile: PrinterProfile = PAPER_80) {
    const simulated = createSimulatedPrinter();
    const printer = createReceiptPrinter({ source: simulated.source, profile, timings });
    opened.push(printer);
    return { simulated, printer };
  }
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((printer) => printer.close()));
  });
  const until = (printer: Printer<never>, is: (status: Printer<never>['status']) => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = () => {
        if (!is(printer.status)) return;
        stop();
        resolve();
      };
      const stop = printer.subscribe(look);
      look();
    });
  const job = { slip, reprint: false };

  it('says that a slip is out only after the printer did', async () => {
    const { simulated, printer } = start();
    const order: string[] = [];
    const outcome = await printer.print(job, () => void order.push(`sending ${simulated.printed().length}`));
    expect(outcome).toEqual({ outcome: 'confirmed' });
    expect(order).toEqual(['sending 0']);
    expect(simulated.printed()[0]?.codes).toEqual([slip.code]);
  });

  it.each([
    ['paper', (simulated: ReturnType<typeof createSimulatedPrinter>) => simulated.setPaper('out'), 'printer.paper-out'],
    ['a closed cover', (simulated) => simulated.setCover(true), 'printer.cover-open'],
    ['a cable', (simulated) => simulated.setConnected(false), 'printer.absent']
  ] as [string, (simulated: ReturnType<typeof createSimulatedPrinter>) => void, string][])(
    'does not begin without %s',
    async (_, spoil, code) => {
      const { simulated, printer } = start();
      spoil(simulated);
      let sent = false;
      const onSending = () => {
        sent = true;
      };
      expect(await printer.print(job, onSending)).toEqual({ outcome: 'not-started', code });
      expect(sent).toBe(false);
    }
  );

  it('is uncertain of a slip whose paper ended in the middle', async () => {
    const { simulated, printer } = start();
    simulated.endPaperAfter(4);
    expect(await printer.print(job, () => undefined)).toEqual({ outcome: 'uncertain', code: 'printer.paper-out' });
    expect(printer.status).toMatchObject({ state: 'fault', code: 'printer.paper-out' });
  });

  it('claims nothing of a printer that does not tell', async () => {
    const { printer } = start({ ...PAPER_80, tellsStatus: false, confirmsJobs: false });
    expect(await printer.print(job, () => undefined)).toEqual({ outcome: 'uncertain', code: 'printer.silent' });
  });

  it('sees paper run low, end, and come back', async () => {
    const { simulated, printer } = start();
    await until(printer, ({ state }) => state === 'ready');
    simulated.setPaper('low');
    await until(printer, (status) => status.paperLow === true);
    simulated.setPaper('out');
    await until(printer, ({ state }) => state === 'fault');
    simulated.setPaper('enough');
    await until(printer, ({ state }) => state === 'ready');
  });
});
