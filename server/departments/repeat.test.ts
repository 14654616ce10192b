import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { publishCatalogue, starterBundleList, starterCatalogue } from '../catalogue/publish.ts';
import type { Answer } from '../contract/answer.ts';
import type { FormField } from '../contract/item.ts';
import { caseSentSchema } from './events.ts';
import { openDepartments } from './testing.ts';

const ITEM = 'SQ-05-006';
const ENTRIES: Answer = [
  { kind: '个人', person: { name: '某甲', idNumber: '' }, phone: '13800000000' },
  { kind: '单位', name: '某某物业公司' }
];

let room: Awaited<ReturnType<typeof openDepartments>>;
beforeAll(async () => {
  room = await openDepartments();
  const items = starterCatalogue();
  const group = items.flatMap(({ form }) => form).find(({ type }) => type === 'repeat') as FormField;
  const asking = items.map((item) => (item.code === ITEM ? { ...item, form: [...item.form, group] } : item));
  await publishCatalogue(room.context, asking, starterBundleList);
});
afterAll(() => room.close());

it('what was answered several times reaches a department as records, each with what its own branch asked', async () => {
  const { simulated } = await room.begin();
  await room.behave('late');
  const { submission } = await room.centre.begin('fu-shou', ITEM);
  const { body, status } = await room.centre.send({
    ...submission,
    answers: { ...submission.answers, others: ENTRIES }
  });
  expect(status, JSON.stringify(body)).toBe(200);
  for (const act of ['claim', 'accept', 'send']) await room.centre.act(room.clerk, body.case.id, { act });
  expect(await room.send()).toBe(1);
  const [message] = [...simulated.taken.values()];
  const { data } = caseSentSchema.parse(message);
  const others = data.answers.find(({ key }) => key === 'others');
  expect(others).toMatchObject({ label: '对方当事人', value: ENTRIES, provenance: { from: 'typed' } });
  for (const said of ['某甲', '某某物业公司']) expect(others?.text).toContain(said);
  // What a branch did not ask is not there at all.
  const [person, company] = z.array(z.record(z.string(), z.unknown())).parse(others?.value);
  expect([Object.keys(person ?? {}).sort(), Object.keys(company ?? {}).sort()]).toEqual([
    ['kind', 'person', 'phone'],
    ['kind', 'name']
  ]);
});
