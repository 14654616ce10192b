import { expect, it } from 'vitest';
import type { PrinterDescription } from './description.ts';
import { standingOf } from './standing.ts';
import { canDoWithout, ticketFor } from './ticket.ts';

const A4 = 'iso_a4_210x297mm';
const printer = (change: Partial<PrinterDescription> = {}): PrinterDescription => ({
  state: 'idle',
  reasons: [],
  accepting: true,
  trays: [],
  operations: [],
  formats: ['application/pdf'],
  media: ['na_letter_8.5x11in', A4],
  sides: ['one-sided'],
  colorModes: ['monochrome'],
  ...change
});
const tray = (level: number) => `type=sheetFeedAutoRemovableTray;maxcapacity=250;level=${level};status=0;name=main;`;

it.each([
  [['none'], null],
  [['media-empty-warning', 'media-needed-warning'], 'printer.paper-out'],
  [['media-empty'], 'printer.paper-out'],
  [['media-jam-error', 'media-needed-error'], 'printer.paper-jam'],
  [['cover-open-error'], 'printer.cover-open'],
  [['interlock-open-report'], 'printer.cover-open'],
  [['toner-empty-report'], 'printer.toner-empty'],
  [['marker-supply-empty-warnin'], 'printer.toner-empty'],
  [['marker-waste-almost-full-warnin'], null],
  [['cups-waiting-for-job-completed'], null],
  [['offline-report'], 'printer.silent'],
  [['paused'], 'printer.failed']
])('reasons %j mean %s', (reasons, fault) => {
  expect(standingOf(printer({ reasons })).fault).toBe(fault);
});

it.each([
  ['the only tray', ['media-empty-report'], [tray(0)], 'printer.paper-out'],
  ['every tray that is known', ['media-empty-warning'], [tray(0), tray(-2)], 'printer.paper-out'],
  ['one tray of two', ['media-empty-warning'], [tray(0), tray(250)], null],
  ['one tray of two, and some paper in the other', ['media-empty-report'], [tray(-3), tray(0)], null],
  [
    'one tray of two, and this job needs that one',
    ['media-empty-warning', 'media-needed-warning'],
    [tray(9)],
    'printer.paper-out'
  ],
  ['some tray of a printer that only reports it', ['media-empty-report'], [], null]
])('paper is out where it is out in %s', (_, reasons, trays, fault) => {
  expect(standingOf(printer({ reasons, trays })).fault).toBe(fault);
});

it('what runs low is told and still prints', () => {
  expect(standingOf(printer({ reasons: ['media-low-report'] }))).toEqual({
    fault: null,
    paperLow: true,
    tonerLow: false
  });
  for (const reason of ['toner-low-report', 'marker-supply-low-warning'])
    expect(standingOf(printer({ reasons: [reason] }))).toEqual({ fault: null, paperLow: false, tonerLow: true });
});

it('a printer that stands still without a reason, or takes no jobs, is out of order', () => {
  expect(standingOf(printer({ state: 'stopped' })).fault).toBe('printer.failed');
  expect(standingOf(printer({ accepting: false })).fault).toBe('printer.failed');
});

it('what a queue says of a job counts like what it says of its printer', () => {
  expect(standingOf(printer(), ['job-printing', 'media-empty-warning']).fault).toBe('printer.paper-out');
});

it('a printer that takes no PDF, or no A4, is unsuitable', () => {
  expect(standingOf(printer({ formats: ['image/pwg-raster'] })).fault).toBe('printer.unsuitable');
  expect(standingOf(printer({ media: ['na_letter_8.5x11in'] })).fault).toBe('printer.unsuitable');
  expect(standingOf(printer({ media: null })).fault).toBeNull();
});

it('a form is one sheet of A4, in black, as far as the printer knows of that', () => {
  const attributesFor = (change: Partial<PrinterDescription>) =>
    ticketFor(printer(change), '申请表').attributes.map(({ name, values }) => [name, ...values]);
  const always = [
    ['media', A4],
    ['copies', 1]
  ];
  const whole = [...always, ['sides', 'one-sided'], ['print-color-mode', 'monochrome']];
  expect(attributesFor({})).toEqual(whole);
  expect(attributesFor({ sides: null, colorModes: null, media: null })).toEqual(whole);
  expect(attributesFor({ sides: ['two-sided-long-edge'], colorModes: ['color'] })).toEqual(always);
});

it('a printer may ignore how many sides a form has, but not its size', () => {
  expect(canDoWithout(['sides', 'copies'])).toBe(true);
  expect(canDoWithout(['media'])).toBe(false);
  expect(canDoWithout(['document-format'])).toBe(false);
});
