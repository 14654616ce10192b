import { describe, expect, it } from 'vitest';
import { fillSubmission } from '../../tests/filling.ts';
import { starterCatalogue } from '../catalogue/publish.ts';
import type { Answer } from '../contract/form.ts';
import type { FormField, Item } from '../contract/item.ts';
import { mayRefuse } from '../contract/item.ts';
import type { PullOutcome } from '../contract/material.ts';
import type { Submission } from '../contract/wire.ts';
import type { KnownValue } from '../prefill/rules.ts';
import { completeApplication, type Filer } from './submission-rules.ts';

const TODAY = '2026-11-24';
const PREFILL = '019a0000-0000-7000-8000-000000000001';

/** An application for an item of which the state knows nothing but its records, filled in by hand. */
async function application(item: Item) {
  const none = { id: PREFILL, itemCode: item.code, itemVersion: 1, known: {}, offered: {}, materials: [] };
  const submission = await fillSubmission(item, none, async () => '2026-12-01T09:00');
  const outcomes = Object.fromEntries(
    item.materials.flatMap(({ key, record }): [string, PullOutcome][] => (record ? [[key, 'found']] : []))
  );
  const complete = (
    change: Partial<Submission> = {},
    facts: { known?: Record<string, KnownValue>; outcomes?: Record<string, PullOutcome> } = {},
    filer: Filer = 'applicant'
  ) => {
    const prefill = {
      sessionId: PREFILL,
      applicantId: PREFILL,
      itemCode: item.code,
      itemVersion: 1,
      known: {},
      credit: { excluded: null, unchecked: false },
      outcomes
    };
    return completeApplication(
      item,
      { madeAt: new Date(0), ...prefill, ...facts },
      { ...submission, ...change },
      { filer, today: TODAY }
    );
  };
  const problems = (change: Partial<Submission>) => {
    const made = complete(change);
    return made.ok ? [] : (made.error.fields ?? []).map(({ field, code }) => [field, code]);
  };
  return { submission, complete, problems };
}
const without = (answers: Submission['answers'], key: string) =>
  Object.fromEntries(Object.entries(answers).filter(([known]) => known !== key));
const illTyped = ({ type }: FormField): Answer => (type === 'number' || type === 'year' || type === 'bool' ? '七' : 7);

it('what has happened is asked with no day to come, and what may come is not', () => {
  const dates = starterCatalogue().flatMap(({ form }) => form.filter(({ type }) => type === 'date'));
  const labels = (past: boolean) => dates.filter((field) => (field.past ?? false) === past).map(({ label }) => label);
  expect(labels(true)).toEqual([
    '失业时间',
    '开始时间',
    '去世日期',
    '去世日期',
    '到达日期',
    '居住起始日期',
    '知道日期',
    '争议发生时间',
    '知道权利被侵害日期'
  ]);
  expect(labels(false)).toEqual(['开始日期', '预产期或出生日期', '拟入学时间', '诉讼或仲裁时效到期日']);
  const columns = starterCatalogue().flatMap(({ form }) => form.flatMap((field) => field.columns));
  expect(columns.filter(({ type, past }) => type === 'date' && !past)).toEqual([]);
});

describe.each(starterCatalogue().map((item) => [item.code, item] as const))('an application for %s', (_, item) => {
  it('is complete with everything, and says where it is not with anything less', async () => {
    const { submission, complete, problems } = await application(item);
    expect(complete()).toMatchObject({ ok: true });
    for (const field of item.form) {
      const missing = field.required ? [[field.key, 'answer.required']] : [];
      expect(problems({ answers: without(submission.answers, field.key) }), field.key).toEqual(missing);
      const wrong = { ...submission.answers, [field.key]: illTyped(field) };
      // What was not filled in is not asked, as the other answers have it.
      const code = field.key in submission.answers ? 'answer.type' : 'answer.not-asked';
      expect(problems({ answers: wrong }), field.key).toEqual([[field.key, code]]);
    }
    for (const { key } of item.form.filter(({ past }) => past)) {
      expect(problems({ answers: { ...submission.answers, [key]: TODAY } }), key).toEqual([]);
      const tomorrow = { ...submission.answers, [key]: '2026-11-25' };
      expect(problems({ answers: tomorrow }), key).toEqual([[key, 'answer.to-come']]);
    }
    const required = item.form.filter((field) => field.required).map(({ key }) => [key, 'answer.required']);
    expect(problems({ answers: {} })).toEqual(required);
    expect(problems({ answers: { ...submission.answers, strange: 'x' } })).toEqual([
      ['strange', 'answer.unknown-field']
    ]);
  });

  it('needs each of its consents, a signature where it is to be signed, a way for each missing record', async () => {
    const { submission, complete } = await application(item);
    const refusal = (made: ReturnType<typeof complete>) => (made.ok ? null : made.error.code);
    for (const name of item.sensitive)
      expect(refusal(complete({ consents: submission.consents.filter((given) => given !== name) }))).toBe(
        mayRefuse(item, name) ? null : 'consent.missing'
      );
    const signed = item.materials.some(({ source, required }) => source === 'generated' && required);
    for (const signature of [null, []])
      expect(refusal(complete({ signature }))).toBe(signed ? 'signature.missing' : null);
    for (const [filer, refused] of [
      ['applicant', null],
      ['agent', null],
      ['nobody-known', 'signature.card']
    ] as const)
      expect(refusal(complete({ signature: 'card' }, {}, filer)), `confirmed by card, ${filer}`).toBe(refused);
    for (const { key, record, required, requiredWhen, promiseAllowed } of item.materials) {
      if (!record || !required || requiredWhen) continue;
      const gone = { outcomes: { [key]: 'none' as const } };
      expect(refusal(complete({}, gone)), key).toBe('material.unresolved');
      expect(refusal(complete({ ways: { [key]: 'bring' } }, gone)), key).toBeNull();
      expect(refusal(complete({ ways: { [key]: 'promise' } }, gone)), key).toBe(
        promiseAllowed ? null : 'material.unresolved'
      );
    }
  });
});

describe('what the state knows', () => {
  const item = starterCatalogue().find(({ code }) => code === 'SQ-01-001');
  if (!item) throw new Error('no item');
  const field = item.form.find(({ required, correctable }) => required && !correctable);
  const known = (offered: boolean): Record<string, KnownValue> => ({
    [field?.key ?? '']: { value: '照实填写', provenance: { from: 'card', name: null, date: null }, offered }
  });

  it('stands without being sent, and cannot be sent otherwise', async () => {
    const { submission, complete } = await application(item);
    const key = field?.key ?? '';
    const made = complete({ answers: without(submission.answers, key) }, { known: known(false) });
    expect(made.ok && made.value.answers[key]?.provenance.from).toBe('card');
    expect(complete({}, { known: known(false) })).toMatchObject({ ok: false, error: { fields: [{ field: key }] } });
  });

  it('is only offered: it counts when it was confirmed, and is not remembered as typed', async () => {
    const { submission, complete } = await application(item);
    const key = field?.key ?? '';
    const answers = without(submission.answers, key);
    expect(complete({ answers }, { known: known(true) })).toMatchObject({ ok: false });
    const made = complete({ answers, kept: [key] }, { known: known(true) });
    expect(made.ok && made.value.typed).not.toHaveProperty(key);
    expect(complete({ answers, kept: [key] })).toMatchObject({
      ok: false,
      error: { fields: [{ code: 'answer.required' }] }
    });
  });
});
