import { describe, expect, it } from 'vitest';
import type { Item } from '../../contract/item.ts';
import { starterCatalogue } from '../publish.ts';
import { readCsv } from './csv.ts';
import { readSheet } from './read.ts';
import { writeCsv, writeWorkbook } from './write.ts';
import { readWorkbook } from './xlsx-read.ts';

const TODAY = '2026-11-24';
const starter = starterCatalogue();

/** What a 实施清单 carries of an item: all but its form and its calendar. */
const carried = ({ form: _, slotPlan: __, ...item }: Item) => item;

const bytesOf = { xlsx: writeWorkbook, csv: (items: readonly Item[]) => new TextEncoder().encode(writeCsv(items)) };
const FORMATS = ['xlsx', 'csv'] as const;

/** Every element that an item may have, with values that are easily lost. */
const FULL: Item = {
  ...(starter.find(({ code }) => code === 'SQ-05-006') as Item),
  code: 'SQ-05-099',
  lapsesAfter: { days: 15, unit: 'natural' },
  stages: { forward: 3, deliver: 2 },
  entitledFrom: 80,
  legalLimit: { days: 30, unit: 'natural', clockStart: 'received' },
  promisedLimit: { days: 20, unit: 'working', clockStart: 'accepted' },
  fee: { charged: true, text: '按项目收取', basis: '《某某办法》第三条' },
  national: {
    baseCode: '110508097001',
    localBaseCode: '000123',
    taskCode: '1111010700006785413110508097001',
    localTaskCode: '00E5',
    handlingCode: '111101070000678541311050809700101',
    status: '在用',
    cancelledFrom: '2030-12-31',
    level: '3',
    powerSource: '法定本级行使'
  },
  implementer: {
    name: '某某区民政局',
    creditCode: '111101070000678541',
    nature: 'statutory',
    entrustedBy: '某某市民政局',
    joint: ['某某区财政局', '某某区卫生健康委员会'],
    town: '某某街道',
    townCode: '330102016',
    village: '某某社区',
    villageCode: '330102016001'
  },
  guide: {
    audience: ['自然人'],
    topics: ['民政', '老年人'],
    process: ['申请', '受理，审核', '=发放'],
    ways: ['窗口办理', '网上办理'],
    visits: 0,
    visitReason: '-无',
    quota: '无数量限制',
    intermediary: '无',
    scope: '全市通办',
    onlineDepth: '互联网受理',
    online: true,
    bookable: false,
    courier: true,
    onlinePayment: false,
    terminal: true,
    hall: true,
    place: '某某路1号\n一楼大厅',
    hours: '周一至周五 9:00—17:00',
    legalLimitNote: '不含公示',
    promisedLimitNote: '@受理后',
    resultSample: '样本.pdf',
    enquiries: '0571-00000000',
    complaints: '+86 571 12345'
  },
  feeEntries: [
    { name: '工本费', standard: '10元/本', basis: '《某某办法》', reducible: true, reductionBasis: '低保对象免收' },
    { name: '"加急"费', reducible: false }
  ],
  questions: [
    { question: '可以代办吗？', answer: '可以。\n带两个人的身份证。' },
    { question: '\'=多久,到账"？', answer: '007' }
  ],
  materials: [
    {
      key: 'm01',
      name: '户口簿',
      source: 'resident',
      record: null,
      required: false,
      tolerable: true,
      promiseAllowed: true,
      signedBy: 'household',
      requiredWhen: '新生儿',
      note: '暂时查不到',
      acceptance: '清晰完整',
      guide: {
        type: '原件和复印件',
        medium: '纸质',
        channel: '政府部门核发',
        channelNote: '公安机关',
        copies: 1,
        specification: 'A4',
        filling: '逐页复印',
        basis: '《某某条例》第五条',
        blankForm: '无',
        sample: '样表.pdf'
      }
    }
  ]
};

describe.each(FORMATS)('a 实施清单 as %s', (format) => {
  const write = bytesOf[format];

  it('carries all items of the starter catalogue', () => {
    const report = readSheet(write(starter), [], TODAY);
    expect(report.refused).toEqual([]);
    expect(report.told).toEqual([]);
    expect(report.items.map(({ item }) => carried(item))).toEqual(starter.map(carried));
    expect(report.items.every(({ change }) => change === 'new')).toBe(true);
  });

  it('changes nothing of items that are as it says, their forms and calendars included', () => {
    const report = readSheet(write(starter), starter, TODAY);
    expect(report.items.map(({ item }) => item)).toEqual(starter);
    expect(report.items.filter(({ change, missing }) => change !== 'same' || missing.length > 0)).toEqual([]);
  });

  it('carries every element there is', () => {
    const { items, refused, told } = readSheet(write([FULL]), [], TODAY);
    expect({ refused, told }).toEqual({ refused: [], told: [] });
    expect(carried(items[0]?.item as Item)).toEqual(carried(FULL));
  });

  it('takes back what was emptied', () => {
    const {
      national: _,
      implementer: __,
      guide: ___,
      feeEntries: ____,
      questions: _____,
      stages: ______,
      ...bare
    } = FULL;
    const { items } = readSheet(write([{ ...bare, lapsesAfter: null, legalLimit: null }]), [FULL], TODAY);
    expect(items[0]).toMatchObject({ change: 'changed' });
    expect(items[0]?.item).toEqual({ ...bare, lapsesAfter: null, legalLimit: null });
  });

  it('is the same, byte for byte, when it is written again', () => {
    const once = write([...starter, FULL]);
    const items = readSheet(once, [], TODAY).items.map(({ item }) => item);
    expect(Buffer.from(write(items)).equals(Buffer.from(once))).toBe(true);
  });
});

/** Numbers that come one after another for a seed (mulberry32): a failure can be looked at again. */
function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const SIGNS = [
  ...[
    '=',
    '+',
    '-',
    '@',
    "'",
    '"',
    ',',
    ';',
    '<',
    '&',
    '>',
    ']]>',
    '\n',
    '  ',
    '　',
    '\t',
    '_x0041_',
    '&amp;',
    '［材料］'
  ],
  ...['\u{20000}', '\u{2A6DF}', '\u{2B740}', '\u{2CEA1}', '\u{2EBF0}', '\u{2EE5D}', '\u{30000}', '\u{31350}'],
  ...['０', '0', '007', '1e5', '110508097001', '1111010700006785413110508097001', '2026-01-01', '1/2', '是', '#REF!'],
  ...['\u0001', '\u000b', '\u200b', '\ufeff', '\u2028', '·', '甲', '乙']
];

describe.each(FORMATS)('texts of every kind in %s', (format) => {
  it('come back as they were', () => {
    const next = chance(20_261_126);
    const invented = () =>
      Array.from({ length: 1 + next(6) }, () => SIGNS[next(SIGNS.length)] ?? '')
        .join('')
        .trim();
    const line = () =>
      invented()
        .replace(/\s*\n\s*/g, ' ')
        .trim() || '甲';
    const items = Array.from(
      { length: 300 },
      (_, index): Item => ({
        ...FULL,
        code: `SQ-05-${String(index + 100)}`,
        name: `${line()}甲`,
        plainHint: invented(),
        conditions: [line(), line()],
        season: invented() || null,
        implementer: { name: line() },
        national: {},
        guide: { place: invented() || '甲', process: [line()] },
        questions: [{ question: invented() || '甲', answer: invented() || '乙' }]
      })
    ).map(({ national: _, ...item }) => item);
    const report = readSheet(bytesOf[format](items), [], TODAY);
    expect(report.refused).toEqual([]);
    expect(report.items.map(({ item }) => carried(item))).toEqual(items.map(carried));
  });
});

describe('what is written', () => {
  it('is nothing that a spreadsheet calculates or rounds', () => {
    const csv = writeCsv([FULL]);
    const cells = readCsvCells(csv);
    expect(cells.filter((cell) => /^[=+\-@]/.test(cell))).toEqual([]);
    expect(cells.filter((cell) => /^(\d{12,}|0\d+)$/.test(cell))).toEqual([]);
    expect(csv.startsWith('\ufeff')).toBe(true);
    const book = readWorkbook(writeWorkbook([FULL]));
    expect(book.findings).toEqual([]);
    expect(book.grids.map(({ name }) => name)).toEqual(['事项', '材料', '收费', '常见问题']);
    expect(readCsv(new TextEncoder().encode(csv)).grids.map(({ name }) => name)).toEqual([
      '事项',
      '材料',
      '收费',
      '常见问题'
    ]);
  });
});

/** Cells of a CSV as a program that knows nothing of ours takes them. */
const readCsvCells = (csv: string): string[] =>
  [...csv.slice(1).matchAll(/"((?:[^"]|"")*)"|([^,\r\n]+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
