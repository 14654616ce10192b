import { and, between, eq, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import { due } from '../calendar/rules.ts';
import type { QueueView } from '../contract/queue-view.ts';
import { awaitsDepartment, awaitsResident, isAtWork, isOpen, isToIssue } from './conditions.ts';
import type { Day } from './facts.ts';
import type { Place } from './queue-order.ts';
import { cases } from './schema.ts';
import { isHelper, legsOfDepartment, legsOfSight, type Sight } from './seen.ts';

/** Which cases to show, and to whom. */
export interface QueueQuestion {
  readonly view: QueueView;
  readonly field: string | null;
  readonly item: string | null;
  /** A department that decides them, or is asked about them. */
  readonly department: string | null;
  /** The beginning of a case number or short code, or part of an item's name. */
  readonly text: string | null;
  /** Item codes whose name has the text in it. */
  readonly itemsNamed: readonly string[];
  /** Whoever asks, and which cases they may see. */
  readonly staffId: string;
  readonly sight: Sight;
  readonly after: Place | null;
  readonly limit: number;
}

/** Whatever is amber today is red within this many working days. */
const AMBER_LASTS = 4;

type Asked = Omit<QueueQuestion, 'after' | 'limit'>;
type Legs = readonly (SQL | undefined)[];

function viewLegs({ view, staffId, sight }: Asked, { today, calendar }: Day): Legs {
  switch (view) {
    case 'open':
      // Whoever does it for residents has a case until its 回访, however it stands.
      return [isHelper(sight) ? undefined : isOpen(cases)];
    case 'unclaimed':
      return [and(isOpen(cases), isNull(cases.ownerId))];
    case 'mine':
      return [
        and(isAtWork(cases), eq(cases.holderId, staffId)),
        and(isAtWork(cases), eq(cases.offeredTo, staffId), sql`${cases.holderId} <> ${staffId}`)
      ];
    case 'urged':
      return [eq(cases.escalatedTo, staffId)];
    case 'red':
      return [and(isAtWork(cases), sql`${cases.redOn} <= ${today}`)];
    case 'amber': {
      const last = due(calendar, today, AMBER_LASTS, 'working').due;
      return [
        and(
          isAtWork(cases),
          sql`${cases.redOn} > ${today}`,
          sql`${cases.redOn} <= ${last}`,
          sql`${cases.amberOn} <= ${today}`
        )
      ];
    }
    case 'resident':
      return [awaitsResident(cases)];
    case 'departments':
      return [awaitsDepartment(cases)];
    case 'issue':
      return [isToIssue(cases)];
    case 'closed':
      return [isNotNull(cases.closedOn)];
  }
}

/** Numbers have one length each, so that what begins alike lies between two of them. */
const beginsWith = (column: typeof cases.number | typeof cases.shortCode, digits: string, length: number): SQL[] =>
  digits.length <= length ? [between(column, digits.padEnd(length, '0'), digits.padEnd(length, '9'))] : [];

const CASE_NUMBER = 26;
const SHORT_CODE = 6;

function textLegs({ text, itemsNamed }: Asked): Legs {
  if (!text) return [undefined];
  const digits = text.replaceAll(/\s/g, '');
  const numbers = /^\d+$/.test(digits)
    ? [...beginsWith(cases.number, digits, CASE_NUMBER), ...beginsWith(cases.shortCode, digits, SHORT_CODE)]
    : [];
  return itemsNamed.length > 0 ? [...numbers, inArray(cases.itemCode, [...itemsNamed])] : numbers;
}

/**
 * What is asked for, in parts that one index each can find in order. Together they are the view; a case may be in more than
 * one of them.
 */
export function legsOf(asked: Asked, day: Day): Legs {
  const { view, field, item, department, sight } = asked;
  const filter = and(field ? eq(cases.fieldCode, field) : undefined, item ? eq(cases.itemCode, item) : undefined);
  const sights = legsOfSight(sight, { closed: view === 'closed' });
  const departments = department ? legsOfDepartment(department) : [undefined];
  return viewLegs(asked, day).flatMap((seen) =>
    sights.flatMap((mine) =>
      departments.flatMap((theirs) => textLegs(asked).map((text) => and(seen, mine, theirs, text, filter)))
    )
  );
}
