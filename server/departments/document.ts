import { z } from 'zod';
import { composeCaseNumber } from '../contract/case-number.ts';
import type { FailureCode } from '../contract/failure.ts';
import { failureSchema } from '../contract/wire.ts';
import { failureBody, statusOf } from '../http.ts';
import {
  CONTENT_TYPE,
  caseClosedSchema,
  caseDecidedSchema,
  caseOpinionSchema,
  caseSentSchema,
  caseWithdrawnSchema
} from './events.ts';

/** Numbers of invented cases: the first of a day at the community of the demonstration. */
const numbered = (serial: number) => composeCaseNumber({ communityCode: '330102016001', day: '2026-11-24', serial });

const answerExample = (type: string, id: string, data: object) => ({
  summary: id,
  value: {
    specversion: '1.0',
    id: `msg_${id}`,
    source: 'https://department.example/approvals',
    type,
    subject: (data as { caseNumber?: string }).caseNumber,
    time: '2026-11-24T10:00:00+08:00',
    datacontenttype: 'application/json',
    data
  }
});

const decidedExample = (id: string, data: object) => answerExample('case.decided', id, data);

const GRANTED = {
  caseNumber: numbered(1),
  decision: 'granted',
  reason: '',
  documentNumber: '演示准〔2026〕1号',
  decidedBy: '模拟审批部门'
};
const DENIED = {
  caseNumber: numbered(2),
  decision: 'denied',
  reason: '申请人户籍不在本区，不符合办法第五条。',
  documentNumber: null,
  decidedBy: '模拟审批部门'
};

/** Answers as a department gives them, in the order in which they make sense; each named as its answer below is. */
const ANSWERS = {
  agreed: answerExample('case.opinion', 'agreed', {
    caseNumber: numbered(1),
    opinion: 'agreed',
    reason: '',
    documentNumber: null,
    decidedBy: '模拟联办部门'
  }),
  granted: decidedExample('granted', GRANTED),
  denied: decidedExample('denied', DENIED),
  'granted-again': decidedExample('granted-again', GRANTED),
  'denied-after-granted': decidedExample('denied-after-granted', { ...DENIED, caseNumber: numbered(1) }),
  'unknown-case': decidedExample('unknown-case', { ...GRANTED, caseNumber: numbered(99_999) }),
  'denied-without-reason': decidedExample('denied-without-reason', { ...DENIED, reason: '' })
};
type ExampleName = keyof typeof ANSWERS;

const sentExample = (type: string, data: object) => ({
  specversion: '1.0',
  id: '019ab4c2-5f00-7c3e-9a51-3f1f5a0c7d11',
  source: '/communities/330102016001',
  type,
  subject: numbered(1),
  time: '2026-11-24T10:00:00+08:00',
  datacontenttype: 'application/json',
  data: { caseNumber: numbered(1), ...data }
});

const SENT = sentExample('case.sent', {
  part: 'decides',
  item: { code: 'SQ-05-006', version: 1, name: '高龄津贴申请', decideLevel: '区' },
  receivedAt: '2026-11-24T09:30:00+08:00',
  acceptedOn: '2026-11-24',
  dueOn: '2026-12-15',
  dueProvisional: false,
  legalLimit: '国家没有统一规定',
  applicant: { name: '演示人', idNumber: '11010519491231002X' },
  agent: null,
  answers: [
    {
      key: 'name',
      label: '姓名',
      value: '演示人',
      text: '演示人',
      provenance: { from: 'card', name: null, date: null }
    }
  ],
  materials: [
    {
      key: 'm01',
      name: '居民身份证',
      source: 'licence',
      required: true,
      standing: 'fetched',
      acceptance: '证照库记录在有效期内，持证人与申请人一致'
    }
  ],
  consents: [],
  signature: 'card',
  signers: [],
  responsible: { name: '何一窗', phone: '0571-00000011' }
});
const WITHDRAWN = sentExample('case.withdrawn', { withdrawnAt: '2026-11-24T10:00:00+08:00' });
const CLOSED = sentExample('case.closed', { closedAt: '2026-11-24T10:00:00+08:00', outcome: 'passed-up' });

const failed = (description: string, codes: Partial<Record<ExampleName | 'unsigned' | 'old', FailureCode>>) => ({
  description,
  content: {
    'application/json': {
      schema: { $ref: '#/components/schemas/Failure' },
      examples: Object.fromEntries(Object.entries(codes).map(([name, code]) => [name, { value: failureBody(code) }]))
    }
  }
});

const HEADERS = [
  ['webhook-id', 'unique to the message and the same each time it is sent; equal to the event’s id'],
  ['webhook-timestamp', 'seconds since 1970 of this try; five minutes off are borne'],
  ['webhook-signature', '`v1,` and the base64 HMAC-SHA-256 of `id.timestamp.body`; several with spaces between']
].map(([name, description]) => ({ name, in: 'header', required: true, description, schema: { type: 'string' } }));

const eventBody = (schema: string, examples: object = {}) => ({
  required: true,
  content: { [CONTENT_TYPE]: { schema: { $ref: `#/components/schemas/${schema}` }, ...examples } }
});

const webhook = (schema: string, summary: string, example: object) => ({
  post: {
    summary,
    parameters: HEADERS,
    requestBody: eventBody(schema, { example }),
    responses: {
      '2XX': { description: 'you have it; work on it afterwards' },
      '410': {
        description: 'you want nothing more: the centre closes you, and sends nothing until somebody opens you'
      },
      default: {
        description: 'sent again after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h; then given up'
      }
    }
  }
});

/** As it is taken: an event may carry more than is named here, as CloudEvents has it. */
const json = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input' });

/** OpenAPI for whoever connects a department's system: what it is sent, what it answers, and how that is answered. */
export const departmentsDocument = () => ({
  openapi: '3.1.0',
  info: {
    title: '一门 Yimen: departments',
    version: '1',
    description:
      'CloudEvents 1.0 in structured JSON, signed as Standard Webhooks 1.0.0 has it, each way with a secret of its own (`whsec_…`). A message may come more than once, with the same webhook-id. Events of one case come in order.'
  },
  webhooks: {
    'case.sent': webhook(
      'CaseSent',
      'a case is yours to decide, or to give an opinion of (`part`): the whole file',
      SENT
    ),
    'case.withdrawn': webhook(
      'CaseWithdrawn',
      'its applicant took it back, or it lapsed (视为撤回): a decision comes too late',
      WITHDRAWN
    ),
    'case.closed': webhook(
      'CaseClosed',
      'decided or passed up without you, or a decision was annulled: what you say from now on changes nothing',
      CLOSED
    )
  },
  paths: {
    '/api/departments/{id}/events': {
      post: {
        summary: 'what you decided, or as one of several what you think of it (联办)',
        parameters: [
          { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
          ...HEADERS
        ],
        requestBody: eventBody('Answer', { examples: ANSWERS }),
        responses: {
          200: {
            description: 'decided (`applied`), or decided so before (`duplicate`): nothing is left to do',
            content: {
              'application/json': {
                schema: { $ref: '#/components/schemas/Answered' },
                examples: {
                  granted: { value: { outcome: 'applied' } },
                  denied: { value: { outcome: 'applied' } },
                  'granted-again': { value: { outcome: 'duplicate' } }
                }
              }
            }
          },
          400: failed('signed, but not as described', { 'denied-without-reason': 'request.malformed' }),
          [statusOf('webhook.signature')]: failed('not signed with your secret, or more than five minutes off', {
            unsigned: 'webhook.signature',
            old: 'webhook.timestamp'
          }),
          403: failed('you are closed at this centre', {}),
          404: failed('no case of yours has this number, or you were not asked for an opinion of it', {
            agreed: 'case.not-found',
            'unknown-case': 'case.not-found'
          }),
          409: failed('decided otherwise or withdrawn before, or an id was used for two messages', {
            'denied-after-granted': 'case.closed'
          }),
          413: failed('more than 64 kB', {}),
          default: failed('our fault: send it again later, with the same id', {})
        }
      }
    }
  },
  components: {
    schemas: {
      CaseSent: json(caseSentSchema),
      CaseWithdrawn: json(caseWithdrawnSchema),
      CaseClosed: json(caseClosedSchema),
      CaseDecided: json(caseDecidedSchema),
      CaseOpinion: json(caseOpinionSchema),
      Answer: {
        oneOf: [{ $ref: '#/components/schemas/CaseDecided' }, { $ref: '#/components/schemas/CaseOpinion' }]
      },
      Answered: { type: 'object', properties: { outcome: { enum: ['applied', 'duplicate'] } }, required: ['outcome'] },
      Failure: json(failureSchema)
    }
  }
});
