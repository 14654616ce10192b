import { APIError, betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { twoFactor, username } from 'better-auth/plugins';
import { eq } from 'drizzle-orm';
import type { Database } from '../database/database.ts';
import { readableCode } from '../readable-code.ts';
import { staff, staffAccounts, staffSessions, staffTwoFactor, staffVerifications } from './schema.ts';

const HOURS = 3600;
/** The library's refusal of an account that an administrator closed. */
export const ACCOUNT_CLOSED = 'ACCOUNT_CLOSED';

/**
 * Sign-in of staff. Accounts are made by an administrator only; a session lasts a working day and is kept in the
 * database, so that it can be taken away.
 */
export function createSignIn(database: Database, secret: string, publicUrl: string) {
  return betterAuth({
    appName: '一门',
    secret,
    baseURL: publicUrl,
    basePath: '/api/auth',
    trustedOrigins: [publicUrl],
    telemetry: { enabled: false },
    logger: { disabled: true },
    // A defect is thrown, and told by `app.ts`; the library itself would print it with the parameters of its query.
    onAPIError: { throw: true },
    database: drizzleAdapter(database, {
      provider: 'pg',
      schema: {
        user: staff,
        session: staffSessions,
        account: staffAccounts,
        verification: staffVerifications,
        twoFactor: staffTwoFactor
      }
    }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 10 },
    session: { expiresIn: 9 * HOURS, updateAge: HOURS },
    user: {
      additionalFields: {
        communityCode: { type: 'string', input: false },
        role: { type: 'string', input: false },
        phone: { type: 'string', input: false },
        department: { type: 'string', required: false, input: false }
      }
    },
    // The library limits by address only; `routes.ts` limits by user name, in the database.
    rateLimit: { enabled: false },
    databaseHooks: {
      session: {
        create: {
          async before({ userId }) {
            const [row] = await database.select({ at: staff.disabledAt }).from(staff).where(eq(staff.id, userId));
            if (!row || row.at) throw new APIError('FORBIDDEN', { code: ACCOUNT_CLOSED });
          }
        }
      }
    },
    advanced: {
      cookiePrefix: 'yimen',
      disableOriginCheck: false,
      disableCSRFCheck: false,
      ipAddress: { disableIpTracking: true }
    },
    plugins: [
      username(),
      twoFactor({
        issuer: '一门',
        // They are copied by hand: no letter that looks like a digit, no two cases.
        backupCodeOptions: {
          customBackupCodesGenerate: () => Array.from({ length: 9 }, () => `${readableCode(4)}-${readableCode(4)}`)
        }
      })
    ]
  });
}

export type SignIn = ReturnType<typeof createSignIn>;
