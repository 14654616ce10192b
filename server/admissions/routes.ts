import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from '../context.ts';
import {
  admissionSchema,
  admissionsSchema,
  grantSchema,
  listedSchema,
  newAdmissionSchema,
  refusalSchema
} from '../contract/admission-wire.ts';
import { uuid } from '../contract/wire.ts';
import { failureBody, failureResponses, newRouter, statusOf } from '../http.ts';
import { requireStaff, type StaffVariables } from '../staff/identity.ts';
import { refusalPdf } from './letter.ts';
import { admit, findAdmission, listAdmissions, openAdmission, refuse, takeAsListed } from './service.ts';

const json = <Schema extends z.ZodType>(schema: Schema) => ({ 'application/json': { schema } });
const answer = <Schema extends z.ZodType>(description: string, schema: Schema) => ({
  200: { description, content: json(schema) },
  ...failureResponses
});

function describe(context: Context) {
  const middleware = [requireStaff(context, 'clerk', 'manager')];
  const params = z.object({ id: uuid });
  return {
    list: createRoute({
      method: 'get',
      path: '/api/window/admissions',
      middleware,
      responses: answer('what was asked of the community, and what was decided of it', admissionsSchema)
    }),
    open: createRoute({
      method: 'post',
      path: '/api/window/admissions',
      middleware,
      request: { body: { required: true, content: json(newAdmissionSchema) } },
      responses: answer('the form, and where its task stands on the work list', admissionSchema)
    }),
    refuse: createRoute({
      method: 'post',
      path: '/api/window/admissions/{id}/refuse',
      middleware,
      request: { params, body: { required: true, content: json(refusalSchema) } },
      responses: answer('refused, with the number of its letter', admissionSchema)
    }),
    listed: createRoute({
      method: 'post',
      path: '/api/window/admissions/{id}/listed',
      middleware,
      request: { params, body: { required: true, content: json(listedSchema) } },
      responses: answer('done as the work list says', admissionSchema)
    }),
    admit: createRoute({
      method: 'post',
      path: '/api/window/admissions/{id}/admit',
      middleware: [requireStaff(context, 'manager')],
      request: { params, body: { required: true, content: json(grantSchema) } },
      responses: answer('admitted: an entry of the work list', admissionSchema)
    }),
    letter: createRoute({
      method: 'get',
      path: '/api/window/admissions/{id}/letter.pdf',
      middleware,
      request: { params },
      responses: {
        200: { description: 'the letter of refusal', content: { 'application/pdf': { schema: z.string() } } },
        ...failureResponses
      }
    })
  };
}

/** 准入 at the window: tasks that departments push on the community. */
export function admissionRoutes(context: Context) {
  const routes = describe(context);
  return newRouter<StaffVariables>()
    .openapi(routes.list, async (c) => c.json({ admissions: await listAdmissions(context) }, 200))
    .openapi(routes.open, async (c) => {
      const opened = await openAdmission(context, c.var.staff.id, c.req.valid('json'));
      return opened.ok ? c.json(opened.value, 200) : c.json(failureBody(opened.error), statusOf(opened.error.code));
    })
    .openapi(routes.refuse, async (c) => {
      const { reasons } = c.req.valid('json');
      const refused = await refuse(context, c.var.staff.id, c.req.valid('param').id, reasons);
      return refused.ok ? c.json(refused.value, 200) : c.json(failureBody(refused.error), statusOf(refused.error.code));
    })
    .openapi(routes.listed, async (c) => {
      const { workId } = c.req.valid('json');
      const taken = await takeAsListed(context, c.var.staff.id, c.req.valid('param').id, workId);
      return taken.ok ? c.json(taken.value, 200) : c.json(failureBody(taken.error), statusOf(taken.error.code));
    })
    .openapi(routes.admit, async (c) => {
      const { reasons } = c.req.valid('json');
      const admitted = await admit(context, c.var.staff.id, c.req.valid('param').id, reasons);
      return admitted.ok
        ? c.json(admitted.value, 200)
        : c.json(failureBody(admitted.error), statusOf(admitted.error.code));
    })
    .openapi(routes.letter, async (c) => {
      const found = await findAdmission(context, c.req.valid('param').id);
      const pdf = found && (await refusalPdf(context, found));
      if (!pdf) return c.json(failureBody('admission.unknown'), 404);
      return c.body(Buffer.from(pdf), 200, { 'content-type': 'application/pdf' });
    });
}
