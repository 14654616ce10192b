import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { SecretPair, WindowDepartment } from '../contract/department-wire.ts';
import type { Staff } from '../contract/window-wire.ts';
import { listen, openWorkingCentre } from '../testing.ts';
import { departmentsDocument } from './document.ts';
import { caseClosedSchema, caseDecidedSchema, caseSentSchema, caseWithdrawnSchema } from './events.ts';
import { departmentDeliveries } from './schema.ts';
import { sendDue } from './sender.ts';
import { sign } from './signature.ts';

/** As whoever connects a department reads it: what is sent and answered here is taken from it alone. */
const documentSchema = z.object({
  openapi: z.literal('3.1.0'),
  webhooks: z.record(
    z.string(),
    z.object({
      post: z.object({
        requestBody: z.object({
          content: z.object({ 'application/cloudevents+json': z.object({ example: z.unknown() }) })
        })
      })
    })
  ),
  paths: z.object({
    '/api/departments/{id}/events': z.object({
      post: z.object({
        requestBody: z.object({
          content: z.object({
            'application/cloudevents+json': z.object({
              examples: z.record(z.string(), z.object({ value: z.object({ id: z.string() }).loose() }))
            })
          })
        }),
        responses: z.record(
          z.string(),
          z.object({
            content: z.object({
              'application/json': z.object({
                examples: z.record(z.string(), z.object({ value: z.unknown() })).optional()
              })
            })
          })
        )
      })
    })
  }),
  components: z.object({ schemas: z.record(z.string(), z.record(z.string(), z.unknown())) })
});

let centre: Awaited<ReturnType<typeof openWorkingCentre>>;
let document: z.infer<typeof documentSchema>;
let department: WindowDepartment;
let secrets: SecretPair;
let clerk: Staff;
let manager: Staff;

const schemaOf = (name: string) => z.fromJSONSchema(document.components.schemas[name] as z.core.JSONSchema.JSONSchema);
const operation = () => document.paths['/api/departments/{id}/events'].post;
const examples = () => operation().requestBody.content['application/cloudevents+json'].examples;

/** The status under which the document shows an answer of this name, and that answer. */
function answerOf(name: string): { status: number; body: unknown } | null {
  for (const [status, response] of Object.entries(operation().responses)) {
    const shown = response.content['application/json'].examples?.[name];
    if (shown) return { status: Number(status), body: shown.value };
  }
  return null;
}

async function post(id: string, value: unknown, { at = centre.context.now(), secret = secrets.theirs } = {}) {
  const body = JSON.stringify(value);
  const answer = await centre.app.request(`/api/departments/${department.id}/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/cloudevents+json', ...sign([secret], id, at, body) },
    body
  });
  return { status: answer.status, body: await answer.json() };
}

beforeAll(async () => {
  centre = await openWorkingCentre();
  manager = await centre.employ('manager', 'manager');
  clerk = await centre.employ('clerk', 'clerk');
  document = documentSchema.parse(await (await centre.app.request('/api/departments/openapi.json')).json());
  const card = { endpoint: 'http://127.0.0.1:9/', contactName: '联络员', contactPhone: '0571-1', handles: ['05'] };
  const added = await centre.asStaff(manager, '/api/window/departments', { name: '部门', kind: 'external', ...card });
  ({ department, secrets } = added.body);
  // The first two cases of the day: those that the examples name.
  for (let filed = 0; filed < 2; filed++) {
    const { case: made } = await centre.file('fu-shou', 'SQ-05-006');
    for (const act of ['claim', 'accept', 'send']) await centre.act(clerk, made.id, { act });
  }
});
afterAll(() => centre.close());

describe('the document for departments', () => {
  it('is one of OpenAPI 3.1 with what is sent and what is answered', () => {
    expect(Object.keys(document.webhooks)).toEqual(['case.sent', 'case.withdrawn', 'case.closed']);
    expect(Object.keys(examples())).toHaveLength(7);
    const references = [...JSON.stringify(departmentsDocument()).matchAll(/#\/components\/schemas\/(\w+)/g)];
    for (const [, name = ''] of references) expect(document.components.schemas).toHaveProperty(name);
  });

  it('shows answers that are answered as it says', async () => {
    for (const [name, { value }] of Object.entries(examples())) {
      const shown = answerOf(name);
      expect([name, await post(value.id, value)]).toEqual([name, shown]);
      const described = [schemaOf('CaseDecided'), schemaOf('CaseOpinion')].some((one) => one.safeParse(value).success);
      expect(described).toBe(shown?.status !== 400);
      expect(schemaOf(shown?.status === 200 ? 'Answered' : 'Failure').safeParse(shown?.body).success).toBe(true);
    }
  });

  it('shows how a forged one and an old one are answered', async () => {
    const { value } = examples().granted ?? {};
    expect(await post('msg_forged', value, { secret: secrets.ours })).toEqual(answerOf('unsigned'));
    const old = new Date(centre.context.now().getTime() - 301_000);
    expect(await post('msg_old', value, { at: old })).toEqual(answerOf('old'));
  });

  it('shows what is sent as it describes it', () => {
    const shown = Object.values(document.webhooks).map(
      ({ post: { requestBody } }) => requestBody.content['application/cloudevents+json'].example
    );
    const fits = (name: string) => shown.map((one) => schemaOf(name).safeParse(one).success);
    expect(fits('CaseSent')).toEqual([true, false, false]);
    expect(fits('CaseWithdrawn')).toEqual([false, true, false]);
    expect(fits('CaseClosed')).toEqual([false, false, true]);
  });

  it('takes an event that carries more than is described', async () => {
    const { value } = examples()['unknown-case'] ?? {};
    const more = { ...value, id: 'msg_more', traceparent: '00-1-1-00' };
    expect(schemaOf('CaseDecided').safeParse(more).success).toBe(true);
    expect((await post('msg_more', more)).status).toBe(404);
  });

  it('describes what is taken as the door does', () => {
    const { value } = examples().denied ?? {};
    const without = (field: string) => ({ ...value, data: { ...(value?.data as object), [field]: undefined } });
    for (const field of ['caseNumber', 'decision', 'reason', 'documentNumber', 'decidedBy']) {
      const sent = JSON.parse(JSON.stringify(without(field)));
      expect([field, schemaOf('CaseDecided').safeParse(sent).success]).toEqual([field, false]);
      expect(caseDecidedSchema.safeParse(sent).success).toBe(false);
    }
  });

  it('describes what is really sent: the file, a withdrawal, what was decided without them', async () => {
    const received: unknown[] = [];
    const { url, server } = await listen(async (request: Request) => {
      received.push(await request.json());
      return new Response(null, { status: 204 });
    });
    await centre.asStaff(manager, `/api/window/departments/${department.id}`, { endpoint: url });
    await centre.context.database.delete(departmentDeliveries);
    const toDepartment = async () => {
      const { case: made } = await centre.file('fu-shou', 'SQ-05-006');
      for (const act of ['claim', 'accept', 'send']) await centre.act(clerk, made.id, { act });
      await sendDue(centre.context);
      return made;
    };
    const made = await toDepartment();
    await (await centre.signIn('fu-shou'))(`/api/my/cases/${made.id}/withdraw`, {});
    await sendDue(centre.context);
    await centre.act(manager, (await toDepartment()).id, { act: 'deny', reason: '材料不实' });
    await sendDue(centre.context);
    server.close();
    const [file, withdrawal, , closing] = received;
    expect(received).toHaveLength(4);
    expect(schemaOf('CaseClosed').safeParse(closing)).toMatchObject({ success: true });
    expect(caseClosedSchema.parse(closing)).toEqual(closing);
    expect(schemaOf('CaseSent').safeParse(file)).toMatchObject({ success: true });
    expect(schemaOf('CaseWithdrawn').safeParse(withdrawal)).toMatchObject({ success: true });
    expect(schemaOf('CaseSent').safeParse(withdrawal).success).toBe(false);
    // And nothing is sent that it does not name.
    expect([caseSentSchema.parse(file), caseWithdrawnSchema.parse(withdrawal)]).toEqual([file, withdrawal]);
  });
});
