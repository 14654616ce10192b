import { describe, expect, it } from 'vitest';
import { starterCatalogue } from '../publish.ts';
import { readSheet } from './read.ts';
import { foreignParts, packed, workbookOf } from './testing.ts';

const TODAY = '2026-11-24';
const starter = starterCatalogue();
const TASK = '1111010700006785413110508097001';

describe('a workbook of another program', () => {
  // Shared and inline texts, one in several styles with its pronunciation, numbers, days as serial numbers, no references.
  const shared = [
    '事项名称',
    '实施编码',
    '计划生效日期',
    '到办事现场次数',
    '服务领域*',
    '法定办结时限',
    '法定办结时限单位',
    '计划取消日期',
    '是否收费',
    '是否网办'
  ]
    .map((text) => `<si><t>${text}</t></si>`)
    .join('');
  const rich =
    '<si><r><rPr><b/></rPr><t xml:space="preserve">高龄 </t></r><r><t>津贴&#10;（演示）</t></r><rPh sb="0" eb="1"><t>gaoling</t></rPh></si>';
  const styles =
    '<numFmts count="1"><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/></cellXfs>';
  const head = `<x:row>${Array.from({ length: 10 }, (_, index) => `<x:c t="s"><x:v>${index}</x:v></x:c>`).join('')}</x:row>`;
  const row = `<x:row><x:c t="s"><x:v>10</x:v></x:c><x:c t="inlineStr"><x:is><x:t>${TASK}</x:t></x:is></x:c><x:c s="1"><x:v>46023</x:v></x:c><x:c><x:v>0</x:v></x:c><x:c t="inlineStr"><x:is><x:t>05</x:t></x:is></x:c><x:c><x:v>20</x:v></x:c><x:c t="inlineStr"><x:is><x:t>工作日</x:t><x:rPh><x:t>gongzuori</x:t></x:rPh></x:is></x:c><x:c s="2"><x:v>46387.5</x:v></x:c><x:c t="b"><x:v>0</x:v></x:c><x:c t="b"><x:v>1</x:v></x:c></x:row>`;
  const parts = foreignParts({ 实施清单: head + row }, { shared: shared + rich, styles });
  const sheet = (parts['xl/worksheets/sheet1.xml'] ?? '')
    .replaceAll(/<(\/?)(worksheet|sheetData)/g, '<$1x:$2')
    .replace('xmlns=', 'xmlns:x=');

  it('is read as it looks', () => {
    const { refused, told, items } = readSheet(packed({ ...parts, 'xl/worksheets/sheet1.xml': sheet }), starter, TODAY);
    expect({ refused, told }).toEqual({ refused: [], told: [] });
    expect(items[0]).toMatchObject({
      change: 'new',
      place: '实施清单!2',
      item: {
        code: 'SQ-05-013',
        name: '高龄 津贴\n（演示）',
        field: '05',
        effectiveFrom: '2026-01-01',
        national: { taskCode: TASK, cancelledFrom: '2026-12-31' },
        guide: { visits: 0, online: true },
        fee: { charged: false, text: '不收费' },
        legalLimit: { days: 20, unit: 'working', clockStart: 'accepted' }
      }
    });
  });

  it('counts days from 1904 where it says so', () => {
    const old = foreignParts(
      { 事项: head + row },
      { shared: shared + rich, styles, workbook: '<workbookPr date1904="1"/>' }
    );
    const [read] = readSheet(packed({ ...old, 'xl/worksheets/sheet1.xml': sheet }), [], TODAY).items;
    expect(read?.item.effectiveFrom).toBe('2030-01-02');
  });

  it('that kept a code as a number is told so', () => {
    const number = `<row><c t="inlineStr"><is><t>事项名称</t></is></c><c t="inlineStr"><is><t>实施编码</t></is></c><c t="inlineStr"><is><t>基本编码</t></is></c></row><row><c t="inlineStr"><is><t>甲</t></is></c><c><v>1.1111010700006785E+30</v></c><c><v>110508097001</v></c></row>`;
    const { refused } = readSheet(packed(foreignParts({ 事项: number })), [], TODAY);
    expect(refused.map(({ code, place }) => `${code} ${place}`)).toContain('sheet.code-as-number 事项!B2');
    expect(refused.map(({ place }) => place)).not.toContain('事项!C2');
  });
});

describe('a list of the district', () => {
  const heads = ['事项名称', '事项编码', '服务领域', '承诺时限', '承诺时限单位', '服务对象'];
  const row = ['高龄津贴发放（演示）', TASK, '社会服务', '20', '工作日', '自然人'];
  const materials = [
    ['事项名称', '材料名称', '必要性', '来源渠道', '来源渠道说明', '份数', '受理标准'],
    ['高龄津贴发放（演示）', '户口簿（演示）', '必要', '政府部门核发', '公安机关发的，我们暂时查不到', '1', '清晰'],
    ['高龄津贴发放（演示）', '近照', '容缺后补', '申请人自备', '', '2', '']
  ];

  it('makes an item of what it says, and tells what publication would miss', () => {
    const [read] = readSheet(workbookOf({ 事项: [heads, row], 材料: materials }), starter, TODAY).items;
    expect(read?.item).toMatchObject({
      applicants: '自然人',
      effectiveFrom: TODAY,
      promisedLimit: { days: 20, unit: 'working', clockStart: 'accepted' },
      national: { taskCode: TASK },
      materials: [
        {
          key: 'm01',
          source: 'resident',
          required: true,
          tolerable: false,
          note: '公安机关发的，我们暂时查不到',
          guide: { channel: '政府部门核发', copies: 1 }
        },
        { key: 'm02', required: true, tolerable: true, note: null }
      ]
    });
    expect(read?.item.form.map(({ key }) => key)).toEqual(['name', 'idNumber', 'mobile', 'liveAddress']);
    expect(read?.missing.map(({ place }) => place)).toEqual(
      expect.arrayContaining(['conditions', 'legalBasis', 'materials.m02'])
    );
  });

  it('finds the item again by the code of the district, and keeps what it says nothing of', () => {
    const first = readSheet(workbookOf({ 事项: [heads, row], 材料: materials }), starter, TODAY).items[0]?.item;
    if (!first) throw new Error('no item');
    const kept = { ...first, plainWords: ['高龄补贴'], form: first.form.slice(0, 2) };
    const renamed = [...row.with(0, '高龄津贴（改名）')];
    const again = readSheet(workbookOf({ 事项: [heads, renamed] }), [...starter, kept], TODAY).items[0];
    expect(again).toMatchObject({ change: 'changed' });
    expect(again?.item).toEqual({ ...kept, name: '高龄津贴（改名）' });
  });

  it('is found behind a sheet that says how to fill it in', () => {
    const sheets = { 填表说明: [['请逐项填写']], 实施清单: [heads, row], 附表: [['无']] };
    const { items, told } = readSheet(workbookOf(sheets), starter, TODAY);
    expect(items.map(({ place }) => place)).toEqual(['实施清单!2']);
    expect(told.map(({ place }) => place)).toEqual(['填表说明', '附表']);
  });

  it('is another item where the codes of the district are others, and the same where only the name is known', () => {
    const heading = ['事项名称', '实施编码', '业务办理项编码', '服务领域'];
    const rows = (...codes: string[]) =>
      readSheet(workbookOf({ 事项: [heading, ['高龄津贴', ...codes, '05']] }), [...starter, known], TODAY).items[0];
    const [base] = starter;
    if (!base) throw new Error('no item');
    const known = {
      ...base,
      code: 'SQ-05-090',
      name: '高龄津贴',
      national: { taskCode: TASK, handlingCode: `${TASK}01` }
    };
    expect(rows('', '')).toMatchObject({ change: 'changed', item: { code: 'SQ-05-090' } });
    expect(rows(TASK, '')).toMatchObject({ change: 'changed', item: { code: 'SQ-05-090' } });
    expect(rows(TASK, `${TASK}02`)).toMatchObject({ change: 'new', item: { code: 'SQ-05-091' } });
  });

  it('keeps the key of a material that is only said anew, in the order of the list', () => {
    const sorted = [
      ['事项编号', '排序', '材料名称'],
      ['SQ-01-001', '2', '居民身份证'],
      ['SQ-01-001', '1', '一张新的表']
    ];
    const [read] = readSheet(
      workbookOf({
        事项: [
          ['事项编号', '事项名称'],
          ['SQ-01-001', '失业登记']
        ],
        材料: sorted
      }),
      starter,
      TODAY
    ).items;
    const [known] = starter;
    expect(read?.item.materials.map(({ key }) => key)).toEqual(['m06', 'm01']);
    expect(read?.item.materials[1]).toEqual(known?.materials[0]);
    expect(read?.item.form).toEqual(known?.form);
  });

  it('is read in GB 18030, as spreadsheets in China write it', () => {
    // 事项名称,服务领域 / 𠀀镇,社会服务
    const bytes = Buffer.from('cac2cfeec3fbb3c62cb7fecef1c1ecd3f20d0a95328236d5f22cc9e7bbe1b7fecef10d0a', 'hex');
    expect(readSheet(bytes, [], TODAY).items[0]?.item).toMatchObject({ name: '\u{20000}镇', field: '05' });
  });
});
