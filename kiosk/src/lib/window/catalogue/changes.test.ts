import { describe, expect, it } from 'vitest';
import items from '../../../../../server/catalogue/starter/items.json' with { type: 'json' };
import type { FormField, Item, Material } from '../../../../../server/contract/item.ts';
import { changesBetween, changeText } from './changes.ts';
import { newField } from './new-field.ts';

const starter = items as unknown as readonly Item[];
const item = starter[0] as Item;
const told = (changes: Partial<Item>, before: Item = item) =>
  changesBetween(before, { ...before, ...changes }).map(changeText);
const withField = (key: string, changes: Partial<FormField>, { form }: Item = item) => ({
  form: form.map((one) => (one.key === key ? { ...one, ...changes } : one))
});
const withMaterial = (key: string, changes: Partial<Material>, { materials }: Item = item) => ({
  materials: materials.map((one) => (one.key === key ? { ...one, ...changes } : one))
});

describe('what changed between two versions', () => {
  it('is nothing where only number and day of the version did, or nothing was written either way', () => {
    expect(told({ version: 2, effectiveFrom: '2027-01-01' })).toEqual([]);
    expect(told({ guide: {}, feeEntries: [], questions: [] })).toEqual([]);
    expect(changesBetween(item, structuredClone(item))).toEqual([]);
  });

  it('is told with what it was and what it is', () => {
    expect(told({ name: '失业登记（新）', agentAllowed: !item.agentAllowed })).toEqual([
      '事项名称：失业登记 → 失业登记（新）',
      `代办：${item.agentAllowed ? '是 → 否' : '否 → 是'}`
    ]);
    expect(told({ promisedLimit: { days: 5, unit: 'working', clockStart: 'accepted' }, handling: 'promised' })).toEqual(
      ['办件类型：即办件 → 承诺件', '承诺时限：当场办结 → 自受理之日起5个工作日']
    );
    expect(told({ stages: { decide: 3 } })).toEqual(['环节时限 › 审核决定：（没有） → 3']);
    expect(told({ season: '九月' })).toEqual(['办理时间段：（没有） → 九月']);
  });

  it('names the question, and what of it', () => {
    expect(told(withField('mobile', { required: true, note: '写得通的' }))).toEqual([
      '表单 › 联系电话 › 必须回答：否 → 是',
      expect.stringMatching(/^表单 › 联系电话 › 提示：.+ → 写得通的$/)
    ]);
    expect(told(withField('mobile', { label: '手机', type: 'text' }))).toEqual([
      '表单 › 手机 › 问什么：联系电话 → 手机',
      '表单 › 手机 › 怎么答：电话 → 短文字'
    ]);
  });

  it('names questions that came, went, and changed places', () => {
    const [first, second, ...others] = item.form;
    if (!first || !second) throw new TypeError('two questions');
    const added = { ...newField('q9', 'select'), label: '怎么吃' };
    expect(told({ form: [...item.form, added] })).toEqual(['表单 › 怎么吃：加上“选一个”']);
    expect(told({ form: [second, ...others] })).toEqual([expect.stringMatching(`^表单 › ${first.label}：去掉“.+”$`)]);
    expect(told({ form: [second, first, ...others] })).toEqual(['表单：换了顺序']);
  });

  it('tells options, conditions and groups of questions as they are asked', () => {
    const field = { ...newField('a', 'select'), label: '怎么吃', options: ['送到家', '到食堂'] };
    const before = { ...item, form: [field] };
    expect(told({ form: [{ ...field, options: ['送到家', '到食堂', '自己取'] }] }, before)).toEqual([
      '表单 › 怎么吃 › 选项：加上“自己取”'
    ]);
    expect(told({ form: [{ ...field, options: ['送上门', '到食堂'] }] }, before)).toEqual([
      '表单 › 怎么吃 › 选项：送到家 → 送上门'
    ]);
    const where = { ...newField('b', 'text'), label: '送到哪里' };
    const two = { ...before, form: [field, where] };
    expect(told({ form: [field, { ...where, showWhen: [{ field: 'a', is: ['送到家'] }] }] }, two)).toEqual([
      '表单 › 送到哪里 › 什么时候才问：（没有） → “怎么吃”是送到家'
    ]);
    const group = { ...newField('g', 'repeat'), label: '还有谁', fields: [{ ...where, label: '姓名' }] };
    expect(
      told(
        { form: [{ ...group, fields: [{ ...where, label: '姓名', required: !where.required }] }] },
        {
          ...item,
          form: [group]
        }
      )
    ).toEqual([expect.stringContaining('表单 › 还有谁 › 每一次问的 › 姓名 › 必须回答：')]);
  });

  it('names papers, fees, and what people ask', () => {
    expect(told(withMaterial('m01', { required: false, guide: { copies: 2 } }))).toEqual([
      '材料 › 居民身份证 › 必须有：是 → 否',
      '材料 › 居民身份证 › 实施清单 › 份数：（没有） → 2'
    ]);
    const paid = { ...item, feeEntries: [{ name: '工本费', standard: '10元' }] };
    expect(told({ feeEntries: [{ name: '工本费', standard: '20元' }] }, paid)).toEqual([
      '收费项目 › 工本费 › 标准：10元 → 20元'
    ]);
    expect(told({ questions: [{ question: '要钱吗？', answer: '不要。' }] })).toEqual([
      '常见问题 › 要钱吗？：加上“不要。”'
    ]);
    expect(told({ guide: { place: '二楼' } })).toEqual(['办事指南 › 办理地点：（没有） → 二楼']);
  });

  it('is short, and begins shortly before the first difference', () => {
    const long = '一二三四五六七八九十'.repeat(6);
    const [change] = changesBetween(
      { ...item, plainHint: `${long}甲${long}` },
      { ...item, plainHint: `${long}乙${long}` }
    );
    expect(change?.from).toMatch(/^…五六七八九十甲/);
    expect(change?.to).toMatch(/^…五六七八九十乙/);
    expect(change?.to?.length).toBeLessThan(40);
  });

  it('has a name for every part of every item that comes with the software', () => {
    for (const one of starter)
      for (const change of changesBetween({ ...item, form: [], materials: [] }, one)) {
        expect(change.what, one.code).not.toMatch(/[a-z]{4,}/);
        expect(`${change.from} ${change.to}`, `${one.code} ${change.what}`).not.toMatch(/[{[]|undefined/);
      }
  });
});
