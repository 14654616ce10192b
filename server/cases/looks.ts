import { and, eq, or } from 'drizzle-orm';
import { recordsOf } from '../audit/service.ts';
import { currentItems } from '../catalogue/service.ts';
import type { Context } from '../context.ts';
import type { Look } from '../contract/look-wire.ts';
import { listDepartments } from '../departments/directory.ts';
import { pullsAbout } from '../licences/pulls.ts';
import { listStaff } from '../staff/service.ts';
import { terminalNames } from '../terminals/service.ts';
import { isOfRelation, type LookFacts, looksOf } from './look-rules.ts';
import { cases } from './schema.ts';
import type { OpenedCase } from './views.ts';

interface CasePeople {
  readonly id: string;
  readonly applicantId: string | null;
  readonly agentId: string | null;
}

async function factsFor(context: Context, readerId: string, own: readonly CasePeople[]): Promise<LookFacts> {
  const [staff, terminals, items, departments] = await Promise.all([
    listStaff(context),
    terminalNames(context, context.database),
    currentItems(context),
    listDepartments(context)
  ]);
  return {
    readerId,
    people: new Map(own.map((one) => [one.id, one])),
    staff: new Map(staff.map((one) => [one.id, one])),
    terminals,
    items: new Map(items.map(({ code, name }) => [code, name])),
    departments: new Map(departments.map(({ id, name }) => [id, name]))
  };
}

/**
 * Who had to do with one case of a resident, and what was asked for to fill it in (个人信息保护法 第44、45条). Looking a person up
 * by their card concerns each of their cases, from the day the application was begun. Of records only those about the reader:
 * whoever files for somebody learns nothing more of them than they were shown.
 */
export async function looksAtCase(
  context: Context,
  readerId: string,
  { row, item, content }: OpenedCase
): Promise<Look[]> {
  const begun = content.prefilledAt === undefined ? row.receivedAt : new Date(content.prefilledAt);
  const [records, pulls, facts] = await Promise.all([
    recordsOf(context, context.database, [row.id, readerId]),
    pullsAbout(context, readerId),
    factsFor(context, readerId, [row])
  ]);
  return looksOf(
    records.filter((one) => one.subject === row.id || (one.at >= begun && !isOfRelation(one))),
    pulls.filter(
      ({ pull }) => pull.sessionId === content.sessionId && pull.itemCode === item.code && pull.askedAt <= begun
    ),
    facts
  );
}

/** The same for everything of a resident, with what was asked for and never handed in. */
export async function looksAtResident(context: Context, readerId: string): Promise<Look[]> {
  const own = await context.database
    .select({ id: cases.id, applicantId: cases.applicantId, agentId: cases.agentId })
    .from(cases)
    .where(
      and(
        eq(cases.communityCode, context.centre.communityCode),
        or(eq(cases.applicantId, readerId), eq(cases.agentId, readerId))
      )
    );
  const [records, pulls, facts] = await Promise.all([
    recordsOf(context, context.database, [readerId, ...own.map(({ id }) => id)]),
    pullsAbout(context, readerId),
    factsFor(context, readerId, own)
  ]);
  return looksOf(records, pulls, facts);
}
