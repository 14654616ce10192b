import { z } from '@hono/zod-openapi';
import { STAFF_ROLES } from './case-state.ts';
import { staffSchema } from './window-wire.ts';

/** Shapes between the server and the window's page of accounts; the rules of `wire.ts` hold here too. */

const department = z.string().trim().min(1).max(60).nullable();
/** 上级; null for the head of the centre. */
const superiorId = z.string().max(60).nullable();

export const newAccountSchema = z
  .object({
    username: z.string().regex(/^[a-z0-9_.]{3,30}$/i),
    name: z.string().trim().min(1).max(40),
    role: z.enum(STAFF_ROLES),
    phone: z.string().trim().min(3).max(30),
    /** By the name of one of the centre's own departments; an officer has one. */
    department,
    superiorId: superiorId.optional(),
    password: z.string().min(10).max(128)
  })
  .openapi('NewAccount');

export const accountChangeSchema = z
  .object({ disabled: z.boolean(), department, superiorId })
  .partial()
  .openapi('AccountChange');
export type AccountChange = z.infer<typeof accountChangeSchema>;

/** What somebody cannot sign in with any more: their password, the codes of their phone, or both. */
export const signInResetSchema = z
  .object({ password: z.boolean(), secondFactor: z.boolean() })
  .refine(({ password, secondFactor }) => password || secondFactor)
  .openapi('SignInReset');
export type SignInReset = z.infer<typeof signInResetSchema>;

/** A password that is told once; null where theirs stays. */
export const freshSignInSchema = z.object({ password: z.string().nullable() }).openapi('FreshSignIn');
export type FreshSignIn = z.infer<typeof freshSignInSchema>;

export const accountSchema = staffSchema
  .extend({ username: z.string(), disabled: z.boolean(), superiorId, secondFactor: z.boolean() })
  .openapi('Account');
export type Account = z.infer<typeof accountSchema>;

export const accountsSchema = z.object({
  staff: z.array(accountSchema),
  /** The centre's own departments that are open, by name. */
  departments: z.array(z.string()),
  /** Who can be above somebody. */
  superiors: z.array(z.object({ id: z.string(), name: z.string() }))
});
export type Accounts = z.infer<typeof accountsSchema>;
