import { expect, it } from 'vitest';
import { codeOnPdf, readPdf } from '../../tests/fixtures/pdf.ts';
import { slip, slipKey } from '../../tests/fixtures/slip.ts';
import type { Context } from '../context.ts';
import { digestOf, verifyNotice } from '../contract/notice-code.ts';
import { SLIP_TITLES, type Slip, type SlipKind } from '../contract/slip.ts';
import { letterPdf } from './letter.ts';

const context = {
  centre: { ...slip.centre, communityCode: '330102016001', demonstration: false },
  now: () => new Date('2026-11-24T02:00:00Z'),
  noticeKeys: { publicKeys: [slipKey] }
} as unknown as Context;

it('a letter reads back as its slip, with whom it is for, its number, its day and the place of the seal', async () => {
  const { pages, text } = await readPdf(await letterPdf(context, slip, '福寿长'));
  expect(pages).toBe(1);
  for (const part of [
    '收件回执',
    `文书编号${slip.number}`,
    '福寿长：',
    '12月3日（星期四）前办好',
    '高龄津贴申请',
    '承诺时限自受理之日起7个工作日',
    '已经收到1.居民身份证2.居民户口簿（户籍信息）',
    '查进度：在任何一台终端刷身份证',
    '员一0571-00000001',
    '（收件专用章）一门社区服务中心2026年11月24日',
    `摘要${(await digestOf(slip)).slice(0, 8)}`
  ])
    expect(text).toContain(part);
});

it('its code is read off the paper, and is what the centre signed', async () => {
  const code = await codeOnPdf(await letterPdf(context, slip, null));
  expect(code).toBe(slip.code);
  const verified = await verifyNotice([slipKey], code ?? '');
  expect(verified).toMatchObject({ ok: true, value: { number: slip.number, digest: await digestOf(slip) } });
});

it.each(Object.keys(SLIP_TITLES).filter((kind) => kind !== 'receipt') as SlipKind[])(
  'a %s bears the seal of the centre',
  async (kind) => {
    const { text } = await readPdf(await letterPdf(context, { ...slip, kind, title: SLIP_TITLES[kind] }, '福寿长'));
    expect(text).toContain('（公章处）');
    expect(text).toContain(SLIP_TITLES[kind]);
  }
);

it('a long letter turns its pages, and the seal is not torn from its lines', async () => {
  const lists = [
    { title: '要补的全部在这里', entries: Array.from({ length: 60 }, (_, at) => `第${at}样：原件和复印件`) }
  ];
  const long: Slip = { ...slip, lists };
  const { pages, text } = await readPdf(await letterPdf(context, long, '福寿长'));
  expect(pages).toBeGreaterThan(1);
  expect(text).toContain('60.第59样');
  expect(text).toContain('（收件专用章）一门社区服务中心2026年11月24日');
});
