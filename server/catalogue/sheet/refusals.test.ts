import { describe, expect, it } from 'vitest';
import { sheetSentence } from '../../contract/sheet.ts';
import { starterCatalogue } from '../publish.ts';
import { readSheet } from './read.ts';
import { foreignParts, packed, textRows, workbookOf } from './testing.ts';

const TODAY = '2026-11-24';
const starter = starterCatalogue();
const TASK = '1111010700006785413110508097001';

const read = (bytes: Uint8Array) => readSheet(bytes, starter, TODAY);
const placesOf = (bytes: Uint8Array) => read(bytes).refused.map(({ code, place }) => `${code} ${place}`);
const csv = (text: string) => new TextEncoder().encode(text);

/** One new item with these cells, in its row. */
const withCells = (cells: Readonly<Record<string, string>>) => {
  const all = { 事项名称: '演示事项', 服务领域: '社会服务', ...cells };
  return workbookOf({ 事项: [Object.keys(all), Object.values(all)] });
};

describe('a cell is refused, with its place,', () => {
  it.each([
    ['as a 基本编码 of eleven digits', { 基本编码: '11050809700' }, 'sheet.code 事项!C2'],
    [
      'as a 实施编码 with a wrong check character',
      { 实施编码: `${TASK.slice(0, 17)}2${TASK.slice(18)}` },
      'sheet.code 事项!C2'
    ],
    ['as a 实施编码 of no level', { 实施编码: `${TASK.slice(0, 18)}9${TASK.slice(19)}` }, 'sheet.code 事项!C2'],
    ['as a 业务办理项编码 without its two digits', { 业务办理项编码: TASK }, 'sheet.code 事项!C2'],
    ['as a code that has become a number', { 实施编码: '1.11101070000679E+30' }, 'sheet.code-as-number 事项!C2'],
    ['as a credit code', { 实施主体: '甲', 实施主体编码: '111101070000678540' }, 'sheet.code 事项!D2'],
    ['as codes of two items', { 实施编码: TASK, 基本编码: '110508097002' }, 'sheet.codes-apart 事项!D2'],
    ['as a level that is not of the code', { 实施编码: TASK, 行使层级: '村（社区）级' }, 'sheet.codes-apart 事项!D2'],
    ['as a day that is none', { 计划生效日期: '2026-02-30' }, 'sheet.date 事项!C2'],
    ['as a limit in 日', { 承诺办结时限: '20', 承诺办结时限单位: '日' }, 'sheet.unit 事项!D2'],
    ['as a limit in hours', { 法定办结时限: '20', 法定办结时限单位: '小时' }, 'sheet.unit 事项!D2'],
    ['as days without a unit', { 承诺办结时限: '20', 承诺办结时限单位: '' }, 'sheet.unit 事项!D2'],
    ['as days without a column for the unit', { 承诺办结时限: '20' }, 'sheet.unit 事项!C2'],
    ['as a unit without days', { 承诺办结时限: '', 承诺办结时限单位: '工作日' }, 'sheet.missing-element 事项!C2'],
    ['as half a day', { 承诺办结时限: '1.5', 承诺办结时限单位: '工作日' }, 'sheet.number 事项!C2'],
    ['as a word nobody knows', { 办件类型: '快办件' }, 'sheet.choice 事项!C2'],
    ['as a number that is none of ours', { 事项编号: 'ABC-1' }, 'sheet.code 事项!C2'],
    ['without a name', { 事项名称: '' }, 'sheet.missing-element 事项!A2'],
    ['without a field', { 服务领域: '' }, 'sheet.missing-element 事项!B2'],
    ['without 实施主体 where its code stands', { 实施主体编码: '111101070000678541' }, 'sheet.missing-element 事项!A2']
  ])('%s', (_, cells, place) => {
    const report = read(withCells(cells));
    expect(report.refused.map(({ code, place: at }) => `${code} ${at}`)).toEqual([place]);
    expect(report.items).toEqual([]);
    expect(report.refused.map(sheetSentence).join()).toMatch(/\p{Script=Han}/u);
  });

  it('as a formula, a merged cell, an error, all at once', () => {
    const rows = `${textRows([['事项名称', '服务领域', '基本编码']])}<row r="2"><c r="A2" t="str"><f>B2&amp;C2</f><v>甲</v></c><c r="B2" t="inlineStr"><is><t>社会服务</t></is></c><c r="C2" t="e"><v>#REF!</v></c></row>`;
    const merged = '<mergeCells count="2"><mergeCell ref="A1:B1"/><mergeCell ref="A3:A9"/></mergeCells>';
    expect(placesOf(packed(foreignParts({ 事项: rows }, { after: merged })))).toEqual([
      'sheet.formula 事项!A2',
      'sheet.cell-error 事项!C2',
      'sheet.merged 事项!A1:B1',
      'sheet.merged 事项!A3:A9'
    ]);
  });

  it('as a formula in a CSV, and not as a text that only looks like one', () => {
    expect(placesOf(csv('事项名称,服务领域,英文名称\r\n甲,社会服务,=1+1\r\n'))).toEqual(['sheet.formula 事项!C2']);
    expect(placesOf(csv('事项名称,服务领域,英文名称\r\n甲,社会服务,"=HYPERLINK(""x"")"\r\n'))).toHaveLength(1);
    expect(read(csv("事项名称,服务领域,英文名称\r\n甲,社会服务,'=1+1\r\n")).items[0]?.item.nameEn).toBe('=1+1');
  });

  it('where no heading stands above it', () =>
    expect(
      placesOf(
        workbookOf({
          事项: [
            ['事项名称', '服务领域'],
            ['甲', '社会服务', '', '丢了']
          ]
        })
      )
    ).toEqual(['sheet.outside 事项!D2']));
});

describe('rows are refused', () => {
  const heads = ['事项编号', '事项名称', '服务领域'];
  it('where one item comes twice', () => {
    const rows = [heads, ['SQ-05-001', '甲', '社会服务'], ['SQ-05-001', '乙', '社会服务']];
    expect(placesOf(workbookOf({ 事项: rows }))).toEqual(['sheet.duplicate 事项!A3']);
  });

  it('where one item comes by its number and again by its name', () => {
    const { name = '' } = starter.find(({ code }) => code === 'SQ-05-001') ?? {};
    const rows = [heads, ['SQ-05-001', name, ''], ['', name, '']];
    expect(placesOf(workbookOf({ 事项: rows }))).toEqual(['sheet.duplicate 事项!A3']);
  });

  it('where a new item comes twice and nothing but its name is known', () =>
    expect(placesOf(workbookOf({ 事项: [heads, ['', '新事项', '01'], ['', '新事项', '02']] }))).toEqual([
      'sheet.duplicate 事项!B3'
    ]));

  it('of materials that belong to no item, or to two', () => {
    const items = [heads, ['SQ-05-001', '甲', '社会服务'], ['SQ-05-002', '甲', '社会服务']];
    const materials = [
      ['事项编号', '事项名称', '材料名称'],
      ['SQ-09-099', '', '一'],
      ['', '甲', '二'],
      ['', '', '三']
    ];
    expect(placesOf(workbookOf({ 事项: items, 材料: materials }))).toEqual([
      'sheet.no-such-item 材料!A2',
      'sheet.ambiguous-item 材料!B3',
      'sheet.no-such-item 材料!A4'
    ]);
  });

  it('of materials without a name or with a key that stands twice, and of questions without an answer', () => {
    const items = [heads, ['SQ-05-098', '甲', '社会服务']];
    const materials = [
      ['事项编号', '材料标识', '材料名称'],
      ['SQ-05-098', 'm01', '一'],
      ['SQ-05-098', 'm01', ''],
      ['SQ-05-098', '', '三']
    ];
    const questions = [
      ['事项编号', '问题', '解答'],
      ['SQ-05-098', '问', '']
    ];
    expect(placesOf(workbookOf({ 事项: items, 材料: materials, 常见问题: questions }))).toEqual([
      'sheet.missing-element 材料!C3',
      'sheet.duplicate 材料!B3',
      'sheet.missing-element 常见问题!C2'
    ]);
  });

  it('where a table stands twice', () =>
    expect(
      placesOf(csv('［事项］\r\n事项名称,服务领域\r\n甲,01\r\n［事项］\r\n事项名称,服务领域\r\n乙,01\r\n'))
    ).toEqual(['sheet.duplicate 事项!A5']));

  it('where a heading stands twice', () =>
    expect(
      placesOf(
        workbookOf({
          事项: [
            ['事项名称', '服务领域', '事项名称'],
            ['甲', '社会服务', '乙']
          ]
        })
      )
    ).toEqual(['sheet.column-twice 事项!C1']));
});

describe('a file is refused', () => {
  const old = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  const whole = workbookOf({
    事项: [
      ['事项名称', '服务领域'],
      ['甲', '社会服务']
    ]
  });
  const parts = foreignParts({ 事项: textRows([['事项名称'], ['甲']]) });
  const entity = (parts['xl/worksheets/sheet1.xml'] ?? '').replace('甲', '&e;');

  it.each([
    ['of the old format', old, 'sheet.old-format 文件'],
    ['cut off', whole.slice(0, whole.length / 2), 'sheet.unreadable 文件'],
    ['that is packed but no workbook', packed({ 'a.txt': 'a' }), 'sheet.unreadable 文件'],
    [
      'with broken XML',
      packed({ ...parts, 'xl/worksheets/sheet1.xml': '<worksheet><sheetData>' }),
      'sheet.unreadable 文件'
    ],
    [
      'with a document type and entities of its own',
      packed({
        ...parts,
        'xl/worksheets/sheet1.xml': `<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]>${entity}`
      }),
      'sheet.unreadable 文件'
    ],
    [
      'with a document type, whatever it is for',
      packed({ ...parts, 'xl/worksheets/sheet1.xml': `<!DOCTYPE worksheet>${parts['xl/worksheets/sheet1.xml']}` }),
      'sheet.unreadable 文件'
    ],
    ['with an entity of nobody', packed({ ...parts, 'xl/worksheets/sheet1.xml': entity }), 'sheet.unreadable 文件'],
    [
      'without a heading we know',
      workbookOf({
        事项: [
          ['a', 'b'],
          ['c', 'd']
        ]
      }),
      'sheet.no-items 事项!A1'
    ],
    ['that is empty', new Uint8Array(), 'sheet.no-items 事项!A1'],
    ['with a quote that is left open', csv('事项名称\r\n"甲\r\n乙\r\n'), 'sheet.unclosed-quote 事项!A2'],
    ['in an encoding nobody knows', new Uint8Array([0xff, 0xfe, 0x8b, 0x4e, 0, 0]), 'sheet.encoding 文件'],
    ['larger than any body', new Uint8Array(6_000_001), 'sheet.too-large 文件'],
    [
      'with a cell of more than a spreadsheet holds',
      withCells({ 英文名称: '字'.repeat(32_768) }),
      'sheet.cell-too-long 事项!C2'
    ],
    [
      'with hundreds of columns',
      workbookOf({ 事项: [Array.from({ length: 300 }, (_, n) => `列${n}`)] }),
      'sheet.too-many-columns 事项!GS1'
    ]
  ])('%s', (_, bytes, place) => expect(placesOf(bytes)).toEqual([place]));

  it('with hundreds of faults, of which not all are told', () => {
    const rows = Array.from({ length: 400 }, (_, n) => [`事项${n}`, '社会服务', '快办件']);
    expect(placesOf(workbookOf({ 事项: [['事项名称', '服务领域', '办件类型'], ...rows] }))).toHaveLength(200);
  });
});

describe('what is only told', () => {
  it('is a column and a sheet that are no part of it', () => {
    const { told, items } = read(
      workbookOf({
        事项: [
          ['事项名称', '服务领域', '备注'],
          ['甲', '社会服务', '随便']
        ],
        说明: [['填表说明']]
      })
    );
    expect(told.map(({ code, place }) => `${code} ${place}`)).toEqual([
      'sheet.unknown-sheet 说明',
      'sheet.unknown-column 事项!C1'
    ]);
    expect(items).toHaveLength(1);
  });
});
