import type { SlotPlan } from '../contract/item.ts';

/** Times that can be booked. `free` counts the places left. */
export interface FreeSlot {
  readonly slot: string;
  readonly free: number;
}

const isoWeekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

function plusDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** True where the plan has this time and it has not passed. `now` is `YYYY-MM-DD HH:mm` of the centre's wall clock. */
export function isBookable(plan: SlotPlan, slot: string, now: string): boolean {
  const [day = '', time = ''] = slot.split('T');
  const today = now.slice(0, 10);
  return (
    `${day} ${time}` > now &&
    day <= plusDays(today, plan.daysAhead) &&
    plan.weekdays.includes(isoWeekday(day)) &&
    plan.times.includes(time)
  );
}

/** All times of a plan that are still free; `taken` counts the places already booked of each. */
export function freeSlotsOf(plan: SlotPlan, taken: ReadonlyMap<string, number>, now: string): FreeSlot[] {
  const today = now.slice(0, 10);
  const days = Array.from({ length: plan.daysAhead + 1 }, (_, index) => plusDays(today, index));
  return days
    .flatMap((day) => plan.times.map((time) => `${day}T${time}`))
    .filter((slot) => isBookable(plan, slot, now))
    .map((slot) => ({ slot, free: plan.capacity - (taken.get(slot) ?? 0) }))
    .filter(({ free }) => free > 0);
}
