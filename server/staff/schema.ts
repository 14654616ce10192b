import { boolean, index, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import type { StaffRole } from '../contract/case-state.ts';

/** Tables of better-auth, with what a centre adds to an account: community, role, phone, department. */
const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const staff = pgTable('staff', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  email: text('email').notNull().unique(),
  emailVerified: boolean('email_verified').notNull().default(false),
  image: text('image'),
  createdAt: at('created_at').notNull().defaultNow(),
  updatedAt: at('updated_at').notNull().defaultNow(),
  username: text('username').unique(),
  displayUsername: text('display_username'),
  twoFactorEnabled: boolean('two_factor_enabled').default(false),
  communityCode: text('community_code').notNull(),
  role: text('role').$type<StaffRole>().notNull(),
  phone: text('phone').notNull(),
  department: text('department'),
  /** 上级, who is told when this one does not finish in time; null: the head of the centre. */
  superiorId: text('superior_id'),
  /** Shown on the sign-in page of a demonstration, nowhere else. */
  demonstration: boolean('demonstration').notNull().default(false),
  /** An administrator knows the password: nothing is done with it but to choose one's own. */
  passwordTold: boolean('password_told').notNull().default(false),
  /** From then on nobody signs in with it; the name stays in histories. */
  disabledAt: at('disabled_at')
});

export const staffSessions = pgTable(
  'staff_sessions',
  {
    id: text('id').primaryKey(),
    expiresAt: at('expires_at').notNull(),
    token: text('token').notNull().unique(),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    userId: text('user_id')
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' })
  },
  (table) => [index().on(table.userId)]
);

export const staffAccounts = pgTable(
  'staff_accounts',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    userId: text('user_id')
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: at('access_token_expires_at'),
    refreshTokenExpiresAt: at('refresh_token_expires_at'),
    scope: text('scope'),
    password: text('password'),
    createdAt: at('created_at').notNull(),
    updatedAt: at('updated_at').notNull()
  },
  (table) => [index().on(table.userId)]
);

export const staffVerifications = pgTable(
  'staff_verifications',
  {
    id: text('id').primaryKey(),
    identifier: text('identifier').notNull(),
    value: text('value').notNull(),
    expiresAt: at('expires_at').notNull(),
    createdAt: at('created_at'),
    updatedAt: at('updated_at')
  },
  (table) => [index().on(table.identifier)]
);

export const staffTwoFactor = pgTable(
  'staff_two_factor',
  {
    id: text('id').primaryKey(),
    secret: text('secret').notNull(),
    backupCodes: text('backup_codes').notNull(),
    verified: boolean('verified').default(true),
    failedVerificationCount: integer('failed_verification_count').default(0),
    lockedUntil: at('locked_until'),
    userId: text('user_id')
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' })
  },
  (table) => [index().on(table.userId)]
);
