import { describe, expect, it } from 'vitest';
import starter from '../../../../server/catalogue/starter/items.json' with { type: 'json' };
import { askedFields, handedIn } from '../../../../server/contract/asked.ts';
import { shownFields } from '../../../../server/contract/branching.ts';
import type { FormField, Item } from '../../../../server/contract/item.ts';
import { needsSignature } from '../../../../server/contract/material.ts';
import type { Prefill, Signature } from '../../../../server/contract/wire.ts';
import {
  agreed,
  answered,
  correcting,
  type Draft,
  keptOffer,
  leftAsKnown,
  newDraft,
  type Page,
  pageAfter,
  pageAt,
  pagesOf,
  passed,
  refused,
  shownAnswer,
  signed,
  wayChosen,
  withPrefill
} from './flow.ts';

const items = starter as unknown as readonly Item[];
const itemOf = (code: string): Item => {
  const item = items.find((candidate) => candidate.code === code);
  if (!item) throw new TypeError(`no item ${code}`);
  return item;
};
const fieldOf = (item: Item, key: string): FormField => {
  const field = item.form.find((candidate) => candidate.key === key);
  if (!field) throw new TypeError(`no field ${key}`);
  return field;
};

const card = { from: 'card', name: '居民身份证', date: '2026-11-23' } as const;
const earlier = { from: 'earlier', name: '失业登记', date: '2026-03-02' } as const;
const allowance = itemOf('SQ-05-006');
const prefill: Prefill = {
  id: '01890000-0000-7000-8000-000000000001',
  itemCode: allowance.code,
  itemVersion: 1,
  known: {
    name: { text: '张建国', value: '张建国', provenance: card, correctable: false },
    idNumber: { text: '110101********1234', provenance: card, correctable: false },
    liveAddress: { text: '幸福路1号', value: '幸福路1号', provenance: card, correctable: true },
    band: {
      text: '80周岁',
      value: allowance.form.find((f) => f.key === 'band')?.options[0] ?? '',
      provenance: { from: 'computed', name: null, date: null },
      correctable: false
    }
  },
  offered: {
    mobile: { text: '13800138000', value: '13800138000', provenance: earlier, correctable: true },
    bankAccount: { text: '6222 **** **** 1234', provenance: earlier, correctable: true }
  },
  materials: [
    { key: 'm01', name: '居民身份证', outcome: 'found', ways: [], withheld: null, validUntil: null },
    {
      key: 'm02',
      name: '居民户口簿',
      outcome: 'timeout',
      ways: ['wait', 'promise', 'bring', 'counter'],
      withheld: null,
      validUntil: null
    }
  ]
};
const ids = (pages: readonly Page[]) => pages.map(({ id }) => id);
const pages = (draft: Draft) => pagesOf(allowance, prefill, draft, false);
const draft = newDraft(prefill);

describe('the pages of an application', () => {
  it('ask only what is not known, one question a page, then records, consents and the end', () => {
    expect(ids(pages(draft))).toEqual([
      'known',
      'question.mobile',
      'question.bankAccount',
      'material.m02',
      'consent.account',
      'review',
      'signature',
      'confirm'
    ]);
  });

  it('open a known value for correction as a page of its own, and close it again', () => {
    const open = correcting(draft, 'liveAddress');
    expect(ids(pages(open))).toContain('question.liveAddress');
    expect(shownAnswer(fieldOf(allowance, 'liveAddress'), prefill, open)).toBe('幸福路1号');
    const corrected = answered(open, fieldOf(allowance, 'liveAddress'), '平安路2号');
    expect(leftAsKnown(corrected, 'liveAddress')).toEqual(draft);
  });

  it('leave the signature out where nothing is signed, and bring it in with a letter of authority', () => {
    const certification = itemOf('SQ-02-003');
    expect(needsSignature(certification, false)).toBe(false);
    expect(needsSignature(certification, true)).toBe(true);
    expect(needsSignature(itemOf('SQ-08-005'), true)).toBe(false);
  });

  it('end in one confirmation for every item of the catalogue', () => {
    for (const item of items) {
      const bare = { ...prefill, itemCode: item.code, known: {}, offered: {}, materials: [] };
      const all = pagesOf(item, bare, newDraft(bare), false);
      expect(all.filter(({ kind }) => kind === 'question')).toHaveLength(shownFields(item.form, {}).length);
      expect(all.filter(({ kind }) => kind === 'consent')).toHaveLength(item.sensitive.length);
      expect(all.at(-1)?.kind).toBe('confirm');
      expect(new Set(ids(all)).size).toBe(all.length);
    }
  });
});

describe('a question that hangs on an earlier one', () => {
  const [mobile, account] = [fieldOf(allowance, 'mobile'), fieldOf(allowance, 'bankAccount')];
  const owns: FormField = { ...mobile, key: 'owns', type: 'bool' };
  const whose: FormField = { ...account, key: 'whose', type: 'text', showWhen: [{ field: 'owns', is: [false] }] };
  const item: Item = { ...allowance, form: [owns, whose, { ...mobile, required: true }], materials: [], sensitive: [] };
  const nothing: Prefill = { ...prefill, known: {}, offered: {}, materials: [] };
  const at = (of: Draft, known = nothing) => ids(pagesOf(item, known, of, false)).filter((id) => id.includes('.'));
  const not = answered(newDraft(nothing), owns, false);
  const filled = answered(answered(not, whose, '女儿'), mobile, '13800138000');

  it('has its page once it is asked, and none before or where another answer took it away', () => {
    expect(at(newDraft(nothing))).toEqual(['question.owns', 'question.mobile']);
    expect(at(not)).toEqual(['question.owns', 'question.whose', 'question.mobile']);
    expect(at(answered(filled, owns, true))).toEqual(['question.owns', 'question.mobile']);
  });

  it('is waited for where an answer of before brings it late, and not signed over', () => {
    const without = answered(answered(newDraft(nothing), owns, true), mobile, '13800138000');
    const changed = answered(signed(passed(without, { kind: 'review', id: 'review' }), [[[1, 2]]]), owns, false);
    expect(changed.signature).toBeNull();
    expect(pageAt(pagesOf(item, nothing, changed, false), changed, 'confirm').id).toBe('question.whose');
  });

  it('comes back with what was answered, which is never handed in meanwhile', () => {
    const sent = (of: Draft) => handedIn(askedFields(item.form, nothing, of), nothing, of).answers;
    const away = answered(filled, owns, true);
    expect(sent(away)).toEqual({ owns: true, mobile: '13800138000' });
    const back = answered(away, owns, false);
    expect(sent(back)).toEqual({ owns: false, whose: '女儿', mobile: '13800138000' });
    expect(pageAt(pagesOf(item, nothing, back, false), back, null).id).toBe('review');
  });

  it('may hang on what the screen has only masked', () => {
    const masked = { text: '**', provenance: card, correctable: true };
    const known = { ...nothing, known: { owns: { ...masked, shows: ['whose'] } } };
    expect(at(draft, known)).toEqual(['question.whose', 'question.mobile']);
    expect(at(draft, { ...nothing, known: { owns: masked } })).toEqual(['question.mobile']);
    expect(at(answered(correcting(draft, 'owns'), owns, true), known)).toEqual(['question.owns', 'question.mobile']);
  });
});

describe('the page that is shown', () => {
  const known = passed(draft, { kind: 'known', id: 'known' });
  const complete = signed(
    passed(
      agreed(
        wayChosen(
          keptOffer(answered(known, fieldOf(allowance, 'mobile'), '13800138000'), fieldOf(allowance, 'bankAccount')),
          'm02',
          'promise'
        ),
        'account'
      ),
      { kind: 'review', id: 'review' }
    ),
    [[[1, 2]]]
  );

  it('is the first unsettled one after a reload, whatever the address says', () => {
    expect(pageAt(pages(draft), draft, 'confirm').id).toBe('known');
    expect(pageAt(pages(known), known, null).id).toBe('question.mobile');
    expect(pageAt(pages(known), known, 'no-such-page').id).toBe('question.mobile');
  });

  it('is an earlier one on the way back', () => {
    expect(pageAt(pages(complete), complete, 'question.mobile').id).toBe('question.mobile');
    expect(pageAt(pages(complete), complete, 'confirm').id).toBe('confirm');
    expect(pageAt(pages(complete), complete, null).id).toBe('confirm');
  });

  it('does not let a required question be passed with a wrong answer', () => {
    const wrong = answered(known, fieldOf(allowance, 'bankAccount'), '6222021234567890');
    const mobile = answered(wrong, fieldOf(allowance, 'mobile'), '13800138000');
    expect(pageAt(pages(mobile), mobile, 'review').id).toBe('question.bankAccount');
  });

  it('lets an optional question be passed without an answer', () => {
    const skipped = answered(known, fieldOf(allowance, 'mobile'), '');
    expect(skipped.answers).toEqual({});
    expect(pageAt(pages(skipped), skipped, null).id).toBe('question.bankAccount');
  });

  it('goes back to the consent once it was taken back', () => {
    const back = refused(complete, 'account');
    expect(back.consents).toEqual([]);
    expect(pageAt(pages(back), back, 'confirm').id).toBe('consent.account');
  });

  it('goes back to the question where an answer of before takes the place of a kept offer', () => {
    const typed = answered(complete, fieldOf(allowance, 'bankAccount'), '123');
    expect(typed.kept).toEqual([]);
    expect(pageAt(pages(typed), typed, 'confirm').id).toBe('question.bankAccount');
  });

  it('asks for a new signature after any change, and for none after a look back', () => {
    const other = answered(complete, fieldOf(allowance, 'mobile'), '13900139000');
    expect(other.signature).toBeNull();
    expect(pageAt(pages(other), other, 'confirm').id).toBe('review');
    expect(pageAt(pages(complete), complete, 'confirm').id).toBe('confirm');
  });

  it('is signed by a hand or by the card, and not by an empty field', () => {
    const unsigned = { ...complete, signature: null, passed: complete.passed.filter((id) => id !== 'signature') };
    expect(pageAt(pages(unsigned), signed(unsigned, []), 'confirm').id).toBe('signature');
    for (const signature of ['card', [[[1, 1]]]] as Signature[])
      expect(pageAt(pages(unsigned), signed(unsigned, signature), 'confirm').id).toBe('confirm');
  });

  it('drops the page of a record that was found while one waited, and keeps every answer', () => {
    const found: Prefill = {
      ...prefill,
      id: '01890000-0000-7000-8000-000000000002',
      materials: prefill.materials.map((material) => ({ ...material, outcome: 'found', ways: [] }))
    };
    const moved = withPrefill(allowance, complete, found);
    expect(moved.prefillId).toBe(found.id);
    expect(moved.ways).toEqual({});
    expect(moved.answers).toEqual(complete.answers);
    expect(ids(pagesOf(allowance, found, moved, false))).not.toContain('material.m02');
  });

  it('under a new version of the item keeps what is still asked, and asks again for consent and signature', () => {
    const newer = { ...prefill, itemVersion: 2, offered: {} };
    const form = allowance.form.filter(({ key }) => key !== 'bankAccount');
    const moved = withPrefill({ form }, complete, newer);
    expect(moved).toMatchObject({ itemVersion: 2, kept: [], consents: [], signature: null });
    expect(moved.answers).toEqual({ mobile: '13800138000' });
    expect(moved.passed).toEqual(expect.arrayContaining(['question.mobile']));
    expect(moved.passed).not.toEqual(expect.arrayContaining(['known', 'review', 'signature']));
  });

  it('follows the one before', () => {
    expect(pageAfter(pages(draft), 'known')?.id).toBe('question.mobile');
    expect(pageAfter(pages(draft), 'confirm')).toBeNull();
  });
});
