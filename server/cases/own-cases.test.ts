import pg from 'pg';
import { afterAll, expect, it, onTestFinished, vi } from 'vitest';
import type { ResidentCase } from '../contract/case-wire.ts';
import { openWorkingCentre } from '../testing.ts';

const centre = await openWorkingCentre();
afterAll(() => centre.close());
const { signIn, file, open, act } = centre;
const clerk = await centre.employ('clerk', 'clerk');
const colleague = await centre.employ('colleague', 'clerk');
const ITEM = 'SQ-05-006';
const acts = ({ timeline }: Pick<ResidentCase, 'timeline'>): string[] => timeline.map((entry) => entry.act);

async function list(person: string): Promise<ResidentCase[]> {
  const ask = await signIn(person);
  return (await (await ask('/api/my/cases')).json()).cases;
}

it('a resident is told what became of the case, not who of the office had it in hand', async () => {
  const { case: made } = await file('fu-shou', ITEM);
  await act(clerk, made.id, { act: 'claim' });
  await act(clerk, made.id, { act: 'offer', to: colleague.id });
  await act(colleague, made.id, { act: 'decline' });
  await act(clerk, made.id, { act: 'offer', to: colleague.id });
  await act(colleague, made.id, { act: 'take-over' });
  await act(colleague, made.id, { act: 'accept' });
  const ask = await signIn('fu-shou');
  const one: ResidentCase = await (await ask(`/api/my/cases/${made.id}`)).json();
  expect(acts(one)).toEqual(['submit', 'accept']);
  expect(one.ratable).toBe(false);
  const whole = ['submit', 'claim', 'offer', 'decline', 'offer', 'take-over', 'accept'];
  expect(acts(await open(clerk, made.id))).toEqual(whole);
});

it('the list of a resident’s cases is read together, each with what is its own', async () => {
  const first = await file('guli', 'SQ-01-001');
  const query = vi.spyOn(pg.Client.prototype, 'query');
  onTestFinished(() => void query.mockRestore());
  const asked = async (): Promise<number> => {
    query.mockClear();
    await list('guli');
    return query.mock.calls.length;
  };
  await list('guli');
  const forOne = await asked();
  const others = [await file('guli', 'SQ-01-001'), await file('guli', 'SQ-01-001')];
  expect(await asked()).toBe(forOne);
  await act(clerk, first.case.id, { act: 'claim' });
  await act(clerk, first.case.id, { act: 'accept' });
  const listed = await list('guli');
  expect(listed.map(({ id }) => id)).toEqual([...others.toReversed(), first].map(({ case: { id } }) => id));
  const ask = await signIn('guli');
  for (const found of listed) expect(found).toEqual(await (await ask(`/api/my/cases/${found.id}`)).json());
  expect(listed.at(-1)).toMatchObject({ responsible: { name: clerk.name }, slips: [{}, { title: '受理通知书' }] });
});
