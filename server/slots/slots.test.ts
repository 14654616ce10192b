import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadStarterCatalogue } from '../catalogue/publish.ts';
import { currentItems } from '../catalogue/service.ts';
import type { Item } from '../contract/item.ts';
import { openTestCentre, type TestCentre } from '../database/testing.ts';
import { freeSlots, releaseSlots, takeSlot } from './service.ts';

let centre: TestCentre;
let item: Item;
beforeAll(async () => {
  centre = await openTestCentre();
  await loadStarterCatalogue(centre.context);
  const [booked] = (await currentItems(centre.context)).filter(({ slotPlan }) => slotPlan);
  if (!booked?.slotPlan) throw new Error('no item with times');
  item = { ...booked, slotPlan: { ...booked.slotPlan, capacity: 3 } };
});
afterAll(() => centre.close());

const take = (slot: string, caseId: string = randomUUID(), resource = '') =>
  centre.context.database.transaction((tx) => takeSlot(centre.context, tx, { item, resource, slot, caseId }));
const freeAt = async (slot: string) =>
  (await freeSlots(centre.context, item, '')).find((free) => free.slot === slot)?.free ?? 0;
const nth = async (index: number) => (await freeSlots(centre.context, item, ''))[index]?.slot ?? '';

it('of ten who want the last three places at the same moment exactly three get one', async () => {
  const slot = await nth(0);
  const taken = await Promise.all(Array.from({ length: 10 }, () => take(slot)));
  expect(taken.filter(Boolean)).toHaveLength(3);
  expect(await freeAt(slot)).toBe(0);
});

it('a place that is given back can be taken again, and only that case’s', async () => {
  const slot = await nth(1);
  const [mine, other] = [randomUUID(), randomUUID()];
  expect([await take(slot, mine), await take(slot, other), await take(slot)]).toEqual([true, true, true]);
  await centre.context.database.transaction((tx) => releaseSlots(centre.context, tx, mine));
  expect(await freeAt(slot)).toBe(1);
  expect([await take(slot), await take(slot)]).toEqual([true, false]);
});

it('a place whose case came to nothing was never taken', async () => {
  const slot = await nth(2);
  const undone = centre.context.database.transaction(async (tx) => {
    await takeSlot(centre.context, tx, { item, resource: '', slot, caseId: randomUUID() });
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  expect(await freeAt(slot)).toBe(3);
});

it('each room has places of its own', async () => {
  const slot = await nth(3);
  await Promise.all([take(slot), take(slot), take(slot)]);
  expect(await take(slot, randomUUID(), '二号室')).toBe(true);
});

it.each(['2026-11-23T09:00', '2030-01-01T09:00', '2026-11-28T03:07', 'never'])(
  'a time that the plan does not have, %s, is nobody’s',
  async (slot) => {
    expect(await take(slot)).toBe(false);
  }
);
