import { z } from '@hono/zod-openapi';
import { zhCN } from 'zod/locales';
import type { FieldType, FormField, Item, TableColumn } from '../contract/item.ts';
import { STAGES } from '../contract/item.ts';

/**
 * The shape of an item as a file and on the wire: the only place where it is checked at run time. Strict throughout: a
 * misspelt key is told, not lost. Whether an item of this shape is fit to be published, `rules.ts` says.
 */
const text = (most: number) => z.string().max(most);
const words = (most: number) => z.array(text(500)).max(most).readonly();
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const key = text(40);
const some = (most: number) => text(most).exactOptional();
const lines = words(40).exactOptional();
const yes = z.boolean().exactOptional();

const limitSchema = z.strictObject({
  days: z.number().int().min(0).max(3650),
  unit: z.enum(['working', 'natural', 'immediate']),
  clockStart: z.enum(['received', 'accepted'])
});

const recordRule = { record: text(60), part: text(60) };
const prefillRuleSchema = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('card'), part: z.enum(['name', 'idNumber', 'address', 'birth', 'sex']) }),
  z.strictObject({ from: z.literal('licence'), ...recordRule }),
  z.strictObject({ from: z.literal('data'), ...recordRule }),
  z.strictObject({ from: z.literal('earlier') }),
  z.strictObject({
    from: z.literal('age-band'),
    lowerBounds: z.array(z.number().int().min(0).max(150)).max(20).readonly()
  })
]);

const columnSchema: z.ZodType<TableColumn> = z.strictObject({
  key,
  label: text(60),
  type: z.enum(['text', 'idcard', 'date', 'select']),
  options: words(60),
  past: yes
});

const showTestSchema = z.union([
  z.strictObject({
    field: key,
    is: z
      .array(z.union([text(200), z.boolean()]))
      .max(60)
      .readonly()
  }),
  z.strictObject({ field: key, from: z.number().exactOptional(), to: z.number().exactOptional() })
]);

/** Every type of field there is; a new one that is not here does not compile. */
export const FIELD_TYPES = Object.keys({
  text: 0,
  idcard: 0,
  mobile: 0,
  address: 0,
  select: 0,
  multiselect: 0,
  bool: 0,
  date: 0,
  daterange: 0,
  monthrange: 0,
  year: 0,
  number: 0,
  textarea: 0,
  bankcard: 0,
  person: 0,
  table: 0,
  repeat: 0,
  slot: 0,
  area: 0,
  disabilityCert: 0,
  image: 0
} satisfies Record<FieldType, 0>) as FieldType[];

const fieldShape = {
  key,
  label: text(80),
  type: z.enum(FIELD_TYPES),
  required: z.boolean(),
  source: z.enum(['card', 'licence', 'data', 'computed', 'chosen', 'typed']),
  prefill: z.array(prefillRuleSchema).max(10).readonly(),
  remembered: z.boolean(),
  correctable: z.boolean(),
  masked: z.boolean(),
  options: words(200),
  localOptions: text(60).nullable(),
  columns: z.array(columnSchema).max(12).readonly(),
  maxLength: z.number().int().min(1).max(5000).nullable(),
  note: text(300).nullable(),
  past: yes,
  showWhen: z.array(showTestSchema).max(5).readonly().exactOptional()
};
const fieldSchema: z.ZodType<FormField> = z.strictObject({
  ...fieldShape,
  // What an entry asks holds no entries of its own.
  fields: z.array(z.strictObject(fieldShape)).max(20).readonly().exactOptional(),
  atLeast: z.number().int().min(0).max(20).exactOptional(),
  atMost: z.number().int().min(1).max(20).exactOptional()
});

const materialSchema = z.strictObject({
  key,
  name: text(200),
  source: z.enum(['licence', 'data-check', 'generated', 'resident']),
  record: text(60).nullable(),
  required: z.boolean(),
  tolerable: z.boolean(),
  promiseAllowed: z.boolean(),
  signedBy: z.enum(['applicant', 'household']),
  requiredWhen: text(200).nullable(),
  note: text(500).nullable(),
  acceptance: text(500),
  guide: z
    .strictObject({
      type: some(40),
      medium: some(40),
      channel: some(60),
      channelNote: some(300),
      copies: z.number().int().min(0).max(99).exactOptional(),
      specification: some(100),
      filling: some(500),
      basis: some(300),
      blankForm: some(300),
      sample: some(300)
    })
    .exactOptional()
});

const slotPlanSchema = z.strictObject({
  weekdays: z.array(z.number().int().min(1).max(7)).max(7).readonly(),
  times: z
    .array(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/))
    .max(60)
    .readonly(),
  capacity: z.number().int().min(1).max(1000),
  daysAhead: z.number().int().min(1).max(365),
  resourceField: key.nullable()
});

const itemShape = {
  code: text(40),
  version: z.number().int().min(0),
  effectiveFrom: day,
  name: text(100),
  nameEn: text(200),
  plainHint: text(200),
  plainWords: words(40),
  field: z.enum(['01', '02', '03', '04', '05', '06', '07', '08', '09', '10']),
  itemType: text(40),
  handling: z.enum(['immediate', 'promised']),
  terminalUse: z.enum(['apply', 'book', 'print', 'finish']),
  acceptLevel: text(60),
  decideLevel: text(60),
  applicants: text(300),
  conditions: words(40),
  materials: z.array(materialSchema).max(60).readonly(),
  form: z.array(fieldSchema).max(120).readonly(),
  slotPlan: slotPlanSchema.nullable(),
  legalLimit: limitSchema.nullable(),
  promisedLimit: limitSchema,
  stages: z
    .strictObject(Object.fromEntries(STAGES.map((name) => [name, z.number().int().exactOptional()])))
    .exactOptional(),
  specialProcedures: words(20),
  lapsesAfter: z.strictObject({ days: z.number().int().min(1), unit: z.enum(['working', 'natural']) }).nullable(),
  publicNoticeDays: z.number().int().min(0).max(60),
  fee: z.strictObject({ charged: z.boolean().nullable(), text: text(300), basis: text(300).nullable() }),
  result: z.strictObject({
    name: text(200),
    type: text(60),
    printable: z.boolean(),
    makes: words(10).exactOptional(),
    renewsAfterMonths: z.number().int().min(1).max(600).exactOptional()
  }),
  faceCheck: z.enum(['none', 'optional']),
  agentAllowed: z.boolean(),
  entitledFrom: z.number().int().min(0).max(150).exactOptional(),
  anonymousAllowed: z.boolean(),
  sensitive: z
    .array(z.enum(['health', 'account', 'minor-under-14', 'special-identity', 'biometric']))
    .max(5)
    .readonly(),
  season: text(100).nullable(),
  forbiddenProofs: words(30),
  legalBasis: words(40),
  sampleNote: text(300)
};

/** What a 实施清单 says beyond an application; everything of it may be left out. */
const guideShape = {
  national: z
    .strictObject({
      baseCode: some(40),
      localBaseCode: some(40),
      taskCode: some(40),
      localTaskCode: some(40),
      handlingCode: some(40),
      status: some(40),
      cancelledFrom: day.exactOptional(),
      level: z.enum(['1', '2', '3', '4', '5', '6']).exactOptional(),
      powerSource: some(60)
    })
    .exactOptional(),
  implementer: z
    .strictObject({
      name: text(100),
      creditCode: some(18),
      nature: z.enum(['statutory', 'authorised', 'entrusted']).exactOptional(),
      entrustedBy: some(100),
      joint: lines,
      town: some(60),
      townCode: some(20),
      village: some(60),
      villageCode: some(20)
    })
    .exactOptional(),
  guide: z
    .strictObject({
      audience: lines,
      topics: lines,
      process: lines,
      ways: lines,
      visits: z.number().int().min(0).max(99).exactOptional(),
      visitReason: some(300),
      quota: some(200),
      intermediary: some(200),
      scope: some(100),
      onlineDepth: some(100),
      online: yes,
      bookable: yes,
      courier: yes,
      onlinePayment: yes,
      terminal: yes,
      hall: yes,
      place: some(300),
      hours: some(300),
      legalLimitNote: some(300),
      promisedLimitNote: some(300),
      resultSample: some(300),
      enquiries: some(300),
      complaints: some(300)
    })
    .exactOptional(),
  feeEntries: z
    .array(
      z.strictObject({
        name: text(100),
        standard: some(300),
        basis: some(300),
        reducible: yes,
        reductionBasis: some(300)
      })
    )
    .max(40)
    .readonly()
    .exactOptional(),
  questions: z
    .array(z.strictObject({ question: text(300), answer: text(2000) }))
    .max(60)
    .readonly()
    .exactOptional()
};

export const itemSchema: z.ZodType<Item> = z.strictObject({ ...itemShape, ...guideShape });

/** The format as JSON Schema (2020-12), published at `/api/catalogue/schema.json`. */
export const itemJsonSchema = (publicUrl: string): object => ({
  $id: new URL('/api/catalogue/schema.json', publicUrl).href,
  title: '一门事项',
  description: 'One service of a community centre, as exported and imported by Yimen.',
  ...z.toJSONSchema(z.strictObject({ $schema: z.string().optional(), ...itemShape, ...guideShape }), {
    target: 'draft-2020-12'
  })
});

/** Where a file is not an item: the path as it is written in it, and what was expected there. */
export interface FormatProblem {
  readonly place: string;
  readonly expected: string;
}

const MOST_PROBLEMS = 50;

/** An item out of a file. What is no item is refused with a list of places. */
export function readItem(value: unknown): { ok: true; item: Item } | { ok: false; problems: readonly FormatProblem[] } {
  const plain = typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : value;
  if (typeof plain === 'object' && plain !== null && '$schema' in plain) delete plain.$schema;
  const parsed = itemSchema.safeParse(plain, { error: zhCN().localeError });
  if (parsed.success) return { ok: true, item: parsed.data };
  const problems = parsed.error.issues
    .slice(0, MOST_PROBLEMS)
    .map(({ path, message }) => ({ place: path.map(String).join('.'), expected: message }));
  return { ok: false, problems };
}
