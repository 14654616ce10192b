import { and, count, eq, inArray, isNull } from 'drizzle-orm';
import { caseSerials, cases } from '../../cases/schema.ts';
import { currentItems } from '../../catalogue/service.ts';
import { dayOf } from '../../clock.ts';
import type { Context } from '../../context.ts';
import type { Item } from '../../contract/item.ts';
import { listDepartments } from '../../departments/directory.ts';
import { listStaff } from '../../staff/service.ts';
import { type Days, daysAround } from './days.ts';
import { COMMUNITIES, SPAN_DAYS } from './life.ts';
import { sealedContents } from './people.ts';
import { type DayBook, dayBook } from './row.ts';

/** A centre of the database: its people, and the numbers it gives. */
interface SeededCentre {
  readonly code: string;
  readonly clerks: readonly string[];
  readonly head: string;
  /** null: whichever officer acts first. */
  readonly departments: readonly (string | null)[];
  serialOf(day: string): number;
  shortCodeOf(serial: number, archived: boolean): string;
  /** The last serial given on each day. */
  readonly serials: ReadonlyMap<string, number>;
}

/** What invented cases are made of. */
export interface World {
  readonly items: readonly Item[];
  /** Those that are decided later than on the spot. */
  readonly promised: readonly Item[];
  readonly days: Days;
  readonly book: DayBook;
  readonly residents: number;
  readonly centres: readonly SeededCentre[];
  /** What a person hands in, sealed. */
  contentOf(person: number): string;
  materialsOf(item: Item): Readonly<Record<string, 'fetched'>>;
}

/** Longer than any life that begins today. */
const AHEAD_DAYS = 400;
const CODES = 1_000_000;
/** Has no factor in common with a million: every code comes once before one comes again. */
const STRIDE = 611_953;

const codeOf = (place: number): string => String((place * STRIDE) % CODES).padStart(6, '0');

/** Three more communities of the same street. */
export const codesFrom = (own: string): readonly string[] =>
  Array.from(
    { length: COMMUNITIES },
    (_, at) => own.slice(0, 9) + String((Number(own.slice(9)) + at) % 1000).padStart(3, '0')
  );

async function centreOf(
  context: Context,
  code: string,
  people: Pick<SeededCentre, 'clerks' | 'head' | 'departments'>
): Promise<SeededCentre> {
  const { database } = context;
  const known = await database.select().from(caseSerials).where(eq(caseSerials.communityCode, code));
  const serials = new Map(known.map(({ day, last }) => [day, last]));
  const [row] = await database
    .select({ open: count() })
    .from(cases)
    .where(and(eq(cases.communityCode, code), isNull(cases.archivedOn)));
  let kept = row?.open ?? 0;
  return {
    code,
    ...people,
    serials,
    serialOf(day) {
      const serial = (serials.get(day) ?? 0) + 1;
      serials.set(day, serial);
      return serial;
    },
    // Only of what is archived two may have the same.
    shortCodeOf: (serial, archived) => codeOf(archived ? serial : kept++)
  };
}

/** What there is at the centre now, and invented neighbours. `residents`: how many people there are to apply. */
export async function openWorld(context: Context, residents: number): Promise<World> {
  const [items, staff, departments] = await Promise.all([
    currentItems(context),
    listStaff(context),
    listDepartments(context)
  ]);
  const today = dayOf(context.now());
  const calendar = context.calendar();
  const own = {
    clerks: staff.flatMap(({ id, role }) => (role === 'clerk' ? [id] : [])),
    head: staff.find(({ role }) => role === 'manager')?.id ?? '',
    departments: [null, ...departments.flatMap(({ id, kind }) => (kind === 'internal' ? [id] : []))]
  };
  const [code = '', ...others] = codesFrom(context.centre.communityCode);
  const neighbours = others.map((other) =>
    centreOf(context, other, { clerks: [`${other}-1`, `${other}-2`], head: `${other}-1`, departments: [null] })
  );
  const materials = new Map(
    items.map((item) => [item.code, Object.fromEntries(item.materials.map(({ key }) => [key, 'fetched' as const]))])
  );
  return {
    items,
    promised: items.filter(({ handling }) => handling === 'promised'),
    days: daysAround(calendar, today, SPAN_DAYS, AHEAD_DAYS),
    book: dayBook(calendar, today),
    residents,
    contentOf: sealedContents(context.sealing),
    centres: await Promise.all([centreOf(context, code, own), ...neighbours]),
    materialsOf: ({ code }) => materials.get(code) ?? {}
  };
}

/** Whether any of these communities has a case already. */
export async function hasCases(context: Context): Promise<boolean> {
  const [row] = await context.database
    .select({ id: cases.id })
    .from(cases)
    .where(inArray(cases.communityCode, [...codesFrom(context.centre.communityCode)]))
    .limit(1);
  return row !== undefined;
}
