import { describe, expect, it } from 'vitest';
import starter from '../../../../server/catalogue/starter/items.json' with { type: 'json' };
import type { Item } from '../../../../server/contract/item.ts';
import type { Prefill } from '../../../../server/contract/wire.ts';
import { isSettled, newDraft, offerFor, pageAt, pagesOf, shownAnswer } from './flow.ts';
import { withAllConfirmed, withOffers } from './from-home.ts';

const item = (starter as unknown as readonly Item[]).find(({ code }) => code === 'SQ-05-001');
if (!item) throw new TypeError('an item');
const prefill: Prefill = {
  id: '00000000-0000-4000-8000-000000000002',
  itemCode: item.code,
  itemVersion: 1,
  known: { name: { text: '福寿长', provenance: { from: 'card', name: null, date: null }, correctable: false } },
  offered: {},
  materials: []
};
const home = { answers: { name: '别人', mobile: '13800000000', income: 4860 }, madeOn: '2026-11-24' };
const fieldOf = (key: string) => {
  const field = item.form.find((one) => one.key === key);
  if (!field) throw new TypeError(key);
  return field;
};

describe('what was filled in at home', () => {
  it('is offered where it is asked here, and says nothing against what the state says', () => {
    const offered = withOffers(item.form, prefill, home);
    const draft = newDraft(offered);
    expect(Object.keys(offered.offered)).toEqual(['mobile', 'income']);
    expect(offered.known).toEqual(prefill.known);
    expect(offerFor(fieldOf('income'), offered, draft)).toMatchObject({
      text: '4860',
      provenance: { from: 'typed', date: '2026-11-24' }
    });
    expect(shownAnswer(fieldOf('mobile'), offered, draft)).toBe('13800000000');
    const open = pagesOf(item, offered, draft, false).filter((page) => page.kind === 'question');
    expect(open.filter((page) => isSettled(page, draft))).toEqual([]);
  });

  it('may be confirmed at once: only what is missing then is asked', () => {
    const draft = withAllConfirmed(item.form, prefill, newDraft(prefill), home);
    expect(draft.answers).toEqual({ mobile: '13800000000', income: 4860 });
    const asked = pagesOf(item, prefill, draft, false).filter((page) => page.kind === 'question');
    const settled = asked.filter((page) => isSettled(page, draft)).map(({ id }) => id);
    expect(settled).toEqual(['question.mobile', 'question.income']);
    expect(pageAt(pagesOf(item, prefill, draft, false), draft, null).id).not.toMatch(/^known$|mobile|income/);
  });
});
