import { z } from 'zod';

/** One kind of request that a page may make through the agent: whether it needs somebody to be here, and what it says. */
interface Allowed {
  readonly method: string;
  readonly path: RegExp;
  readonly session: boolean;
  /** null where there is nothing to say. */
  readonly message: z.ZodType | null;
  /** As long as an application may be: it carries somebody's hand. */
  readonly large?: boolean;
}

const ID = '[0-9a-f-]{36}';
const read = { method: 'GET', message: null } as const;

/** A case by its number, or by the short code of its slip and the last digits of its applicant's number. */
const progress = z.union([
  z.strictObject({ caseNumber: z.string().max(40) }),
  z.strictObject({ shortCode: z.string().max(6), last4: z.string().max(4) })
]);
/** Strokes on a field, or the card that opened the session; the server looks at them closely. */
const point = z.tuple([z.number(), z.number()]);
const signing = z.strictObject({ signature: z.union([z.literal('card'), z.array(z.array(point).max(2000)).max(200)]) });
const notice = z.strictObject({ code: z.string().max(400) });
const rating = z.strictObject({ grade: z.number().int(), reasons: z.array(z.string().max(20)).max(10).optional() });
const objection = z.strictObject({ caseId: z.string().max(36), reason: z.string().max(500) });
const relation = z.strictObject({ relationId: z.string().max(36) });
const fromHome = z.strictObject({ itemCode: z.string().max(40), code: z.string().max(20) });
const prefill = z.strictObject({ itemCode: z.string().max(40), itemVersion: z.number().int() });

const ALLOWED: readonly Allowed[] = [
  { ...read, path: /^\/api\/centre$/, session: false },
  { ...read, path: /^\/api\/catalogue(\/items\/[\w-]{1,40})?$/, session: false },
  { ...read, path: /^\/api\/slots\/[\w-]{1,40}$/, session: false },
  { method: 'POST', path: /^\/api\/progress$/, session: false, message: progress },
  { method: 'POST', path: /^\/api\/notices\/verify$/, session: false, message: notice },
  { method: 'POST', path: /^\/api\/sessions\/current\/principal$/, session: true, message: relation },
  { method: 'DELETE', path: /^\/api\/sessions\/current\/principal$/, session: true, message: null },
  { method: 'POST', path: /^\/api\/prefill$/, session: true, message: prefill },
  {
    method: 'POST',
    path: new RegExp(`^/api/my/unfinished/${ID}/take$`),
    session: true,
    message: z.strictObject({})
  },
  { method: 'POST', path: /^\/api\/my\/prepared$/, session: true, message: fromHome },
  {
    method: 'POST',
    path: new RegExp(`^/api/my/cases/${ID}/(withdraw|entrust|revoke)$`),
    session: true,
    message: z.strictObject({})
  },
  { ...read, path: /^\/api\/my\/relations$/, session: true },
  { ...read, path: /^\/api\/my\/(appointments|tickets)$/, session: true },
  { method: 'POST', path: new RegExp(`^/api/my/relations/${ID}/revoke$`), session: true, message: z.strictObject({}) },
  { ...read, path: /^\/api\/my\/signings$/, session: true },
  { method: 'POST', path: new RegExp(`^/api/my/signings/${ID}$`), session: true, message: signing, large: true },
  {
    method: 'POST',
    path: new RegExp(`^/api/my/cases/${ID}/signers/\\d{1,2}/link$`),
    session: true,
    message: z.strictObject({})
  },
  { ...read, path: /^\/api\/(notices|overdue|proofs)$/, session: false },
  { ...read, path: /^\/api\/my\/objections$/, session: true },
  { method: 'POST', path: /^\/api\/my\/objections$/, session: true, message: objection },
  { ...read, path: /^\/api\/my\/looks$/, session: true },
  { ...read, path: new RegExp(`^/api/my/cases(/${ID}(/slips/[\\d-]{1,40}|/looks)?)?$`), session: true },
  { method: 'POST', path: new RegExp(`^/api/my/cases/${ID}/(rate|regrade)$`), session: true, message: rating },
  { method: 'POST', path: new RegExp(`^/api/my/cases/${ID}/withdraw$`), session: true, message: z.strictObject({}) }
];

/** What a request of a page needs to go on to the server; null where it does not go on. */
export const forwardingOf = (method: string, path: string): Pick<Allowed, 'session' | 'message' | 'large'> | null =>
  ALLOWED.find((allowed) => allowed.method === method && allowed.path.test(path)) ?? null;
