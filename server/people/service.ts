import { and, eq, inArray, sql } from 'drizzle-orm';
import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import type { Card } from '../contract/card.ts';
import type { Answer } from '../contract/form.ts';
import { ageOn, maskIdNumber } from '../contract/id-number.ts';
import type { FieldType } from '../contract/item.ts';
import type { Resident } from '../contract/wire.ts';
import type { Queries, Transaction } from '../database/database.ts';
import { rememberedValues, residents } from './schema.ts';

/** A resident with the seals off. Never leaves the server like this. */
export interface OpenResident {
  readonly id: string;
  readonly idNumber: string;
  readonly name: string;
}

const indexOf = (context: Context, idNumber: string): Uint8Array =>
  context.sealing.index('residents.id_number', idNumber.toUpperCase());

/** One number, one person: the row of this number, made at the first card, its name kept as the newest card has it. */
export async function findOrRegister(
  context: Context,
  queries: Queries,
  person: { readonly idNumber: string; readonly name: string }
): Promise<OpenResident> {
  const { communityCode } = context.centre;
  const idNumber = person.idNumber.toUpperCase();
  const name = context.sealing.seal('residents.name', person.name);
  const [row] = await queries
    .insert(residents)
    .values({
      communityCode,
      idNumberIndex: indexOf(context, idNumber),
      idNumber: context.sealing.seal('residents.id_number', idNumber),
      name
    })
    .onConflictDoUpdate({ target: [residents.communityCode, residents.idNumberIndex], set: { name } })
    .returning({ id: residents.id });
  if (!row) throw new Error('a resident was neither found nor made');
  return { id: row.id, idNumber, name: person.name };
}

/** The resident of a number, if this centre has met them. */
export async function findByIdNumber(
  context: Context,
  queries: Queries,
  idNumber: string
): Promise<OpenResident | null> {
  const [row] = await queries
    .select()
    .from(residents)
    .where(
      and(
        eq(residents.communityCode, context.centre.communityCode),
        eq(residents.idNumberIndex, indexOf(context, idNumber))
      )
    );
  return row ? unseal(context, row) : null;
}

/** Holds residents until this transaction is over: what is decided of them is decided by one at a time. */
export async function lockResidents(context: Context, tx: Transaction, ids: readonly string[]): Promise<void> {
  await tx
    .select({ id: residents.id })
    .from(residents)
    .where(and(eq(residents.communityCode, context.centre.communityCode), inArray(residents.id, [...ids])))
    .orderBy(residents.id)
    .for('update');
}

/** Residents by id, seals off. */
export async function openResidents(
  context: Context,
  queries: Queries,
  ids: readonly string[]
): Promise<ReadonlyMap<string, OpenResident>> {
  if (ids.length === 0) return new Map();
  const rows = await queries
    .select()
    .from(residents)
    .where(and(eq(residents.communityCode, context.centre.communityCode), inArray(residents.id, [...new Set(ids)])));
  return new Map(rows.map((row) => [row.id, unseal(context, row)]));
}

const unseal = (context: Context, row: typeof residents.$inferSelect): OpenResident => ({
  id: row.id,
  idNumber: context.sealing.open('residents.id_number', row.idNumber),
  name: context.sealing.open('residents.name', row.name)
});

/** The holder of a card as the screen in front of them may show it: their own name, the number masked. */
export function residentView(context: Context, card: Card): Resident {
  const odd = Number(card.idNumber.at(16) ?? 1) % 2 === 1;
  return {
    name: card.name,
    maskedIdNumber: maskIdNumber(card.idNumber),
    sex: card.sex === 'unknown' ? (odd ? 'male' : 'female') : card.sex,
    age: ageOn(card.birth, dayOf(context.now()))
  };
}

/** A value typed in an earlier application. */
export interface RememberedValue {
  readonly fieldKey: string;
  readonly fieldType: FieldType;
  readonly value: Answer;
  readonly itemName: string;
  readonly rememberedOn: string;
}

const PURPOSE = 'remembered_values.value';

/** What a resident typed before, by field key. */
export async function rememberedOf(
  context: Context,
  queries: Queries,
  residentId: string
): Promise<ReadonlyMap<string, RememberedValue>> {
  const rows = await queries
    .select()
    .from(rememberedValues)
    .where(
      and(eq(rememberedValues.communityCode, context.centre.communityCode), eq(rememberedValues.residentId, residentId))
    );
  return new Map(
    rows.map((row) => [
      row.fieldKey,
      {
        fieldKey: row.fieldKey,
        fieldType: row.fieldType as FieldType,
        value: JSON.parse(context.sealing.open(PURPOSE, row.value)) as Answer,
        itemName: row.itemName,
        rememberedOn: row.rememberedOn
      }
    ])
  );
}

/** Keeps values for the next application; the newest of a field replaces the one before. */
export async function remember(
  context: Context,
  queries: Queries,
  residentId: string,
  item: { readonly code: string; readonly name: string },
  values: readonly { readonly fieldKey: string; readonly fieldType: FieldType; readonly value: Answer }[]
): Promise<void> {
  if (values.length === 0) return;
  const rememberedOn = dayOf(context.now());
  await queries
    .insert(rememberedValues)
    .values(
      values.map(({ fieldKey, fieldType, value }) => ({
        communityCode: context.centre.communityCode,
        residentId,
        fieldKey,
        fieldType,
        value: context.sealing.seal(PURPOSE, JSON.stringify(value)),
        itemCode: item.code,
        itemName: item.name,
        rememberedOn
      }))
    )
    .onConflictDoUpdate({
      target: [rememberedValues.communityCode, rememberedValues.residentId, rememberedValues.fieldKey],
      set: {
        fieldType: sql`excluded.field_type`,
        value: sql`excluded.value`,
        itemCode: sql`excluded.item_code`,
        itemName: sql`excluded.item_name`,
        rememberedOn: sql`excluded.remembered_on`
      }
    });
}
