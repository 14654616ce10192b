import { describe, expect, it } from 'vitest';
import { starterCatalogue } from '../../../../server/catalogue/publish.ts';
import type { Prefill } from '../../../../server/contract/wire.ts';
import { pageAt, pagesOf } from './flow.ts';
import { isWorthKeeping, takenUp } from './unfinished.ts';

const item = starterCatalogue().find(({ code }) => code === 'SQ-01-001');
if (!item) throw new TypeError('an item');
const known = {
  text: '某某',
  value: '某某',
  provenance: { from: 'card', name: null, date: null },
  correctable: false
} as const;
const prefill: Prefill = {
  id: '00000000-0000-4000-8000-000000000002',
  itemCode: item.code,
  itemVersion: item.version,
  known: { name: known, idNumber: known },
  offered: {},
  materials: []
};
const said = {
  itemCode: item.code,
  itemVersion: item.version,
  answers: { mobile: '13800000000', liveAddress: '一门里8幢' },
  corrections: [],
  kept: ['edu'],
  ways: { m03: 'promise' as const }
};

describe('what was broken off', () => {
  it('goes on at what was not answered yet; nothing is agreed, signed or looked at for the last time', () => {
    const draft = takenUp(item, prefill, said);
    const pages = pagesOf(item, prefill, draft, false);
    expect(pageAt(pages, draft, null).id).toBe('question.edu');
    expect(draft.passed).not.toContain('review');
    expect(draft).toMatchObject({ answers: said.answers, kept: [], consents: [], signature: null });
    // The record is not missing any more: nobody is held to what they chose when it was.
    expect(draft.ways).toEqual({});
  });

  it('is worth keeping once something was answered; a 一件事 is not kept', () => {
    expect(isWorthKeeping(null)).toBe(false);
    expect(isWorthKeeping({ draft: { answers: {}, kept: [] } })).toBe(false);
    expect(isWorthKeeping({ draft: { answers: { mobile: '1' }, kept: [] } })).toBe(true);
    expect(isWorthKeeping({ draft: { answers: {}, kept: ['mobile'] } })).toBe(true);
    expect(isWorthKeeping({ draft: { answers: { mobile: '1' }, kept: [] }, prefills: [] })).toBe(false);
  });
});
