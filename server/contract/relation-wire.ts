import { z } from '@hono/zod-openapi';
import { isDate } from './id-number.ts';
import { EVIDENCE, RELATION_KINDS, SEEN_EVIDENCE } from './relation.ts';
import { date, moment, uuid } from './wire.ts';

/** Shapes between the server and the window's pages of relations; the rules of `wire.ts` hold here too. */

/** Somebody as a window sees them before any case: masked. */
export const windowPersonSchema = z
  .object({ id: uuid, name: z.string(), maskedIdNumber: z.string(), age: z.number().int() })
  .openapi('WindowPerson');
export type WindowPerson = z.infer<typeof windowPersonSchema>;

/** By the card that was read at the desk, or by the number; the name where this centre has not met the number yet. */
export const whoSchema = z.union([
  z.object({ readId: uuid }).strict(),
  z.object({ idNumber: z.string().max(20), name: z.string().trim().min(1).max(50).optional() }).strict()
]);
export type Who = z.infer<typeof whoSchema>;

const realDate = date.refine(isDate);

/** What evidence calls itself. */
export const documentSchema = z.object({
  number: z.string().trim().min(1).max(80),
  issuer: z.string().trim().min(1).max(80),
  issuedOn: realDate
});
export type EvidenceDocument = z.infer<typeof documentSchema>;

export const windowRelationSchema = z
  .object({
    id: uuid,
    /** The other one of the two. */
    person: windowPersonSchema,
    kind: z.enum(RELATION_KINDS),
    evidence: z.enum(EVIDENCE),
    /** Of evidence that was seen at a window, with whoever wrote it down. */
    document: documentSchema.nullable(),
    recordedBy: z.string().nullable(),
    since: moment,
    expiresOn: date,
    status: z.enum(['counts', 'expired', 'revoked']),
    /** By whom at a window and why; nobody where it was taken back at a terminal. */
    revoked: z.object({ at: moment, by: z.string().nullable(), reason: z.string().nullable() }).nullable()
  })
  .openapi('WindowRelation');
export type WindowRelation = z.infer<typeof windowRelationSchema>;

/** Whom somebody may act for, and who may act for them; what is over comes last. */
export const personRelationsSchema = z
  .object({
    person: windowPersonSchema,
    mine: z.array(windowRelationSchema),
    forThem: z.array(windowRelationSchema)
  })
  .openapi('PersonRelations');
export type PersonRelations = z.infer<typeof personRelationsSchema>;

/** Evidence that was seen: `residentId` is to act for `ofResidentId`. Without `expiresOn` for as long as it carries. */
export const seenRelationSchema = z
  .object({
    residentId: uuid,
    ofResidentId: uuid,
    kind: z.enum(RELATION_KINDS),
    evidence: z.enum(SEEN_EVIDENCE),
    document: documentSchema,
    expiresOn: realDate.nullable()
  })
  .openapi('SeenRelation');
export type SeenRelationMessage = z.infer<typeof seenRelationSchema>;
