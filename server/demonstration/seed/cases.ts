import type { Context } from '../../context.ts';
import { composeCaseNumber } from '../../contract/case-number.ts';
import type { Columns, Row } from './insert.ts';
import { drawItem, type Happening, type Lot, lifeOf } from './life.ts';
import { personId } from './people.ts';
import { type Become, standing } from './row.ts';
import type { World } from './world.ts';

export const CASE_COLUMNS = {
  community_code: 'text',
  id: 'uuid',
  number: 'text',
  short_code: 'text',
  item_code: 'text',
  item_version: 'int',
  field_code: 'text',
  applicant_id: 'uuid',
  channel: 'text',
  state: 'text',
  version: 'int',
  owner_id: 'text',
  responsible_id: 'text',
  department_id: 'uuid',
  opinions: 'jsonb',
  received_at: 'timestamptz',
  clock: 'jsonb',
  accepted_on: 'date',
  due_on: 'date',
  due_provisional: 'bool',
  legal_due_on: 'date',
  amber_on: 'date',
  red_on: 'date',
  held_in: 'text',
  decided_on: 'date',
  closed_on: 'date',
  archived_on: 'date',
  duty_on: 'date',
  escalation: 'int',
  escalated_to: 'text',
  supplement_asked: 'bool',
  content: 'bytea',
  materials: 'jsonb',
  submission_key: 'uuid',
  submission_digest: 'text'
} as const satisfies Columns;

export const EVENT_COLUMNS = {
  community_code: 'text',
  case_id: 'uuid',
  version: 'int',
  at: 'timestamptz',
  act: 'text',
  from_state: 'text',
  to_state: 'text',
  by_kind: 'text',
  by_id: 'text'
} as const satisfies Columns;

export interface InventedCase {
  readonly row: Row<typeof CASE_COLUMNS>;
  readonly events: readonly Row<typeof EVENT_COLUMNS>[];
}

const HOUR_MS = 3_600_000;
/** Centres open at nine by Beijing time, and close eight hours later. */
const OPENS = 1;
const OPEN_HOURS = 8;

const hex = (number: number, digits: number): string => number.toString(16).padStart(digits, '0');

/** Sorts by time like the database's own, and is the same in every run of one day. */
const idOf = (at: number, serial: number): string =>
  `${hex(at, 12).slice(0, 8)}-${hex(at, 12).slice(8)}-7000-8000-${hex(serial, 12)}`;
/** Keys are random: the index of those that came is not in the order of time. */
const keyOf = (serial: number): string =>
  `${hex(Math.imul(serial, 0x9e3779b1) >>> 0, 8)}-0000-4000-8000-${hex(serial, 12)}`;

/** Nobody has touched it yet: complete, and waiting at the window. */
const untouched = (received: number): readonly Happening[] => [
  { act: 'submit', on: received, to: 'received', by: 'resident' }
];

/** One invented case: the same for the same serial, on the same day, among as many residents. */
export function inventCase(
  { now }: Pick<Context, 'now'>,
  world: World,
  serial: number,
  { community, age, draw }: Lot,
  waiting: boolean
): InventedCase {
  const { days, book, centres, items, residents } = world;
  const centre = centres[community];
  if (!centre) throw new Error('there is no such community');
  const item = drawItem(waiting ? world.promised : items, draw);
  const received = days.today - age;
  const clerk = centre.clerks[draw(centre.clerks.length)] ?? '';
  const departmentId = centre.departments[draw(centre.departments.length)] ?? null;
  const other = centre.departments.find((id) => id !== null && id !== departmentId);
  const asked = other && draw(50) === 0 ? [other] : [];
  const life = waiting ? untouched(received) : lifeOf(days, received, item, draw);
  const become = standing(life, days.today, days.day, world.materialsOf(item), { clerk, departmentId, asked });
  const opened = Date.parse(days.day(received)) + OPENS * HOUR_MS;
  const at = Math.min(opened + draw(OPEN_HOURS * HOUR_MS), now().getTime());
  const id = idOf(at, serial);
  const applicant = draw(residents);
  const { promised, legal } = book.dues(item, become.clock);
  const { amberOn, redOn, escalation, dutyOn } = book.warnings(become, item);
  const { code: communityCode } = centre;
  const row: InventedCase['row'] = {
    community_code: communityCode,
    id,
    number: composeCaseNumber({ communityCode, day: become.receivedOn, serial: centre.serialOf(become.receivedOn) }),
    short_code: centre.shortCodeOf(serial, become.archivedOn !== null),
    item_code: item.code,
    item_version: item.version,
    field_code: item.field,
    applicant_id: personId(applicant),
    channel: 'terminal',
    state: become.state,
    version: become.version,
    owner_id: become.ownerId,
    responsible_id: become.responsibleId,
    department_id: become.departmentId,
    opinions: become.opinions,
    received_at: new Date(at).toISOString(),
    clock: become.clock,
    accepted_on: become.clock.acceptedOn,
    due_on: promised?.due ?? null,
    due_provisional: promised?.provisional ?? false,
    legal_due_on: legal?.due ?? null,
    amber_on: amberOn,
    red_on: redOn,
    held_in: become.heldIn,
    decided_on: become.decidedOn,
    closed_on: become.closedOn,
    archived_on: become.archivedOn,
    duty_on: dutyOn,
    escalation,
    escalated_to: escalation === 0 ? null : escalation === 1 ? clerk : centre.head,
    supplement_asked: become.supplementAsked,
    content: world.contentOf(applicant),
    materials: become.materials,
    submission_key: keyOf(serial),
    submission_digest: 'invented'
  };
  return { row, events: eventsOf(communityCode, id, at, become, days.day, clerk) };
}

function eventsOf(
  communityCode: string,
  id: string,
  at: number,
  { events, receivedOn }: Become,
  dayOf: (index: number) => string,
  clerk: string
): InventedCase['events'] {
  return events.map(({ act, on, from, to, by }, index) => {
    const day = dayOf(on);
    const moment = day === receivedOn ? at + index * 1000 : Date.parse(day) + OPENS * HOUR_MS + index * 60_000;
    return {
      community_code: communityCode,
      case_id: id,
      version: index + 1,
      at: new Date(moment).toISOString(),
      act,
      from_state: from,
      to_state: to,
      by_kind: by,
      by_id: by === 'staff' ? clerk : null
    };
  });
}
