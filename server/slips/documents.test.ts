import { afterAll, beforeAll, expect, it } from 'vitest';
import { readPdf } from '../../tests/fixtures/pdf.ts';
import type { CaseContent } from '../cases/content.ts';
import type { OpenedCase } from '../cases/views.ts';
import { loadStarterCatalogue } from '../catalogue/publish.ts';
import { findItem } from '../catalogue/service.ts';
import type { FormField } from '../contract/item.ts';
import { openTestCentre, type TestCentre } from '../database/testing.ts';
import { formPdf, resultPdf } from './documents.ts';
import { printable } from './page.ts';

let centre: TestCentre;
beforeAll(async () => {
  centre = await openTestCentre();
  await loadStarterCatalogue(centre.context);
});
afterAll(() => centre.close());

const content: CaseContent = {
  applicant: { name: '龙㛃·演示', idNumber: '330102194403122026' },
  agent: { name: '远道来', idNumber: '520102199107082028' },
  answers: {
    mobile: { value: '13800000000', provenance: { from: 'typed', name: null, date: '2026-11-24' } },
    bankAccount: {
      value: '9900000000000000010',
      provenance: { from: 'licence', name: '社会保障卡', date: '2025-01-15' }
    }
  },
  ways: {},
  consents: ['health', 'account'],
  signature: [
    [
      [100, 100],
      [300, 300]
    ]
  ]
};

async function openedCase(code: string, of: CaseContent = content): Promise<OpenedCase> {
  const item = await findItem(centre.context, code);
  if (!item) throw new Error(code);
  const row = {
    number: '33010201600120261124000170',
    receivedAt: new Date('2026-11-24T02:00:00Z'),
    decidedOn: '2026-11-24',
    materials: Object.fromEntries(item.materials.map(({ key }) => [key, 'fetched']))
  } as unknown as OpenedCase['row'];
  return { row, item, content: of, missing: [], reasons: { reasons: ['符合条件'], remedy: null } };
}

it('a form reads back as what was filed, the agent and the signature’s day with it', async () => {
  const { text } = await readPdf(await formPdf(centre.context, await openedCase('SQ-05-004')));
  for (const part of [
    '残疾人两项补贴申请审核表',
    '龙㛃·演示',
    '330102194403122026',
    '13800000000',
    '社会保障卡',
    '代办人远道来',
    '健康、残疾、诊疗信息',
    '2026年11月24日（星期二）',
    '33010201600120261124000170'
  ])
    expect(text).toContain(part);
});

it('what was promised instead of a paper, and what is to follow, stands above the signature in full', async () => {
  const item = await findItem(centre.context, 'SQ-08-002');
  const key = (name: string) => item?.materials.find((one) => one.name.includes(name))?.key ?? '';
  const ways = { [key('住所证明')]: 'promise', [key('本人照片')]: 'bring' } as const;
  const of = await openedCase('SQ-08-002', { ...content, ways });
  const told = await readPdf(await formPdf(centre.context, { ...of, row: { ...of.row, bringBy: '2026-12-03' } }));
  for (const part of [
    '告知承诺书',
    '可以自愿选择用书面承诺代替',
    '撤销办理结果、追回所得，记入信用记录',
    '容缺受理承诺书',
    '暂缺本人照片',
    '2026年12月3日（星期四）前补交',
    '补齐以前不发结果'
  ])
    expect(told.text).toContain(part);
  const without = await readPdf(await formPdf(centre.context, await openedCase('SQ-08-002')));
  for (const part of ['告知承诺书', '容缺受理承诺书']) expect(without.text).not.toContain(part);
});

it('a form that was confirmed by card says so in the place of strokes, and who held the card', async () => {
  const of = { ...content, signature: 'card' as const };
  const byAgent = await readPdf(await formPdf(centre.context, await openedCase('SQ-05-004', of)));
  expect(byAgent.text).toContain('代办人刷身份证确认，未手写签名');
  const own = await readPdf(await formPdf(centre.context, await openedCase('SQ-05-004', { ...of, agent: null })));
  expect(own.text).toContain('本人刷身份证确认，未手写签名');
  expect(own.text).toContain('2026年11月24日（星期二）');
});

it('a form has no line for what was not asked, and one without an answer for what was left out', async () => {
  const of = await openedCase('SQ-05-004');
  const [base] = of.item.form;
  if (!base) throw new Error('a form');
  const field = { ...base, type: 'text' as const, prefill: [], required: false };
  const form: FormField[] = [
    { ...field, key: 'owns', type: 'bool', label: '自有住房' },
    { ...field, key: 'rent', label: '每月房租', showWhen: [{ field: 'owns', is: [false] }] },
    { ...field, key: 'size', label: '住房面积', showWhen: [{ field: 'owns', is: [true] }] }
  ];
  const answers = { owns: { value: true, provenance: { from: 'typed', name: null, date: '2026-11-24' } } } as const;
  const filed = { ...of, item: { ...of.item, form }, content: { ...content, answers } };
  const { text } = await readPdf(await formPdf(centre.context, filed));
  expect(text).toContain('住房面积');
  expect(text).not.toContain('每月房租');
});

it('what is answered several times stands in a block for each entry, in full', async () => {
  const others = {
    value: [
      { kind: '个人', person: { name: '某邻居', idNumber: '330102199107082028' }, phone: '13800000001' },
      { kind: '单位', name: '湖滨物业公司' }
    ],
    provenance: { from: 'typed', name: null, date: '2026-11-24' }
  } as const;
  const filed = await openedCase('SQ-10-001', { ...content, answers: { others } });
  const { text } = await readPdf(await formPdf(centre.context, filed));
  const parts = [
    '对方当事人（第1位）',
    '某邻居330102199107082028',
    '13800000001',
    '对方当事人（第2位）',
    '湖滨物业公司'
  ];
  const places = parts.map((part) => text.indexOf(part));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((one, other) => one - other));
  expect(text.split('单位名称')).toHaveLength(2);
});

it('a long answer goes on over as many pages as it needs', async () => {
  const long = '因家中连续遭遇变故，生活十分困难。'.repeat(300);
  const answers = { reason: { value: long, provenance: { from: 'typed', name: null, date: '2026-11-24' } } } as const;
  const of = await openedCase('SQ-05-003');
  const { item } = of;
  const first = item.form[0];
  if (!first) throw new Error('a form');
  const changed = {
    ...item,
    form: [{ ...first, key: 'reason', type: 'textarea' as const, label: '理由', prefill: [] }]
  };
  const { pages, text } = await readPdf(
    await formPdf(centre.context, { ...of, item: changed, content: { ...content, answers } })
  );
  expect(pages).toBeGreaterThan(2);
  const between = /办件编号\d+第\d+页，共\d+页/g;
  expect(text.match(between)).toHaveLength(pages);
  expect(text.replaceAll(between, '').split('生活十分困难').length - 1).toBe(300);
});

it('a result says who, what and when', async () => {
  const { text } = await readPdf(await resultPdf(centre.context, await openedCase('SQ-05-004')));
  for (const part of ['补贴资格认定结果', '龙㛃·演示', '决定日期', '符合条件']) expect(text).toContain(part);
});

it.each([
  ['a photo of another kind', 'data:image/png;base64,iVBORw0KGgo='],
  ['a damaged photo', 'data:image/jpeg;base64,/9j/AAAA']
])('%s keeps nobody from their form', async (_, value) => {
  const answers = { photo: { value, provenance: { from: 'typed', name: null, date: '2026-11-24' } } } as const;
  const { text } = await readPdf(await formPdf(centre.context, await openedCase('SQ-08-005', { ...content, answers })));
  expect(text).toContain('已附照片，请在屏幕上看');
});

it('a character that no font has is written as its code point', () => {
  expect(printable('龙\u{2A6D7}')).toMatch(/^龙(\u{2A6D7}|〔U\+2A6D7〕)$/u);
  expect(printable('龙\ue863')).toBe('龙〔U+E863〕');
});
