/**
 * Every expected failure that crosses the wire: its stable code and the HTTP status it travels with. A code never
 * changes its meaning; the kiosk owns the sentence that goes with it (`kiosk/src/lib/words/failures.ts`, which must have
 * one for each code here).
 */
export const FAILURES = {
  // requests
  'request.malformed': 400,
  'request.too-large': 413,
  'request.not-found': 404,
  'request.origin': 403,
  'request.too-many': 429,
  // who is asking
  'terminal.unknown': 401,
  'terminal.enrolment-code': 403,
  'session.none': 401,
  'session.ended': 401,
  'staff.signed-out': 401,
  'staff.sign-in': 401,
  'staff.disabled': 403,
  'staff.holds-cases': 409,
  'staff.username-taken': 409,
  'staff.role': 403,
  'staff.superior-loop': 409,
  'community.other': 403,
  // cards and people
  'card.expired': 422,
  'card.number': 422,
  'card.name': 422,
  'card.read-over': 404,
  'card.other-person': 422,
  'person.unknown': 404,
  'person.other-name': 422,
  'proxy.same-person': 422,
  'proxy.not-allowed': 422,
  'proxy.no-relation': 403,
  'proxy.expired': 403,
  'relation.not-found': 404,
  'relation.ended': 409,
  'relation.known': 409,
  'relation.ordered': 409,
  'relation.evidence': 422,
  'relation.expiry': 422,
  'relation.issued-on': 422,
  'relation.guardian-age': 422,
  // catalogue and forms
  'item.unknown': 404,
  'item.stale': 409,
  'item.in-bundle': 409,
  'draft.none': 404,
  'draft.changed': 409,
  'draft.format': 422,
  'draft.unfit': 422,
  'draft.not-previewed': 409,
  'version.past': 422,
  'version.same-day': 409,
  'version.coming': 409,
  'version.none-coming': 404,
  'options.changed': 409,
  'options.lost': 422,
  'options.twice': 422,
  'options.none': 422,
  'options.booked': 409,
  'options.in-condition': 409,
  'form.invalid': 422,
  'consent.missing': 422,
  'signature.missing': 422,
  'signature.card': 422,
  'material.unresolved': 422,
  'slot.taken': 409,
  'prepared.none': 404,
  // submissions
  'submission.key-reused': 409,
  'submission.unreadable': 400,
  'submission.under-way': 409,
  // cases
  'case.not-found': 404,
  'case.state': 409,
  'case.claimed': 409,
  'case.not-yours': 403,
  'case.changed': 409,
  'case.supplement-once': 409,
  'case.material-missing': 409,
  'case.reason-missing': 422,
  'case.acknowledged-later': 422,
  'case.no-result': 409,
  'case.extended-once': 409,
  'case.extension-too-long': 422,
  'case.not-overdue': 409,
  'case.publicity-missing': 409,
  'case.publicity-running': 409,
  'case.publicity-personal': 422,
  'case.objection-unanswered': 409,
  'case.rated': 409,
  'case.entrusted': 409,
  'case.undo-late': 409,
  'case.undo-taken': 409,
  'case.undo-decided': 409,
  // materials held against their 受理标准
  'inspection.unknown': 404,
  'inspection.not-needed': 409,
  'inspection.too-many': 409,
  'inspection.why': 422,
  // notices
  'notice.forged': 422,
  'notice.unknown': 404,
  'case.closed': 409,
  'case.opinions-missing': 409,
  'case.objected': 409,
  'staff.unknown': 404,
  // objections to what is publicised
  'objection.own': 403,
  'objection.open': 409,
  'objection.late': 409,
  'objection.personal': 422,
  // signatures of others
  'signing.none': 404,
  'signing.link': 404,
  'signing.number': 403,
  'signing.no-number': 409,
  // calls from a terminal
  'call.not-found': 404,
  'call.over': 409,
  'call.taken': 409,
  'call.not-taken': 409,
  'call.too-many': 429,
  // departments and what they answer
  'department.unknown': 404,
  'department.disabled': 403,
  'department.name-taken': 409,
  'department.missing': 422,
  'department.endpoint': 422,
  'delivery.not-found': 404,
  'webhook.signature': 401,
  'webhook.timestamp': 401,
  'webhook.id-reused': 409,
  // 权责清单, 社区工作事项清单, 准入
  'duty.unknown': 404,
  'duty.known': 409,
  'duty.credit-code': 422,
  'duty.other-agency': 409,
  'work.unknown': 404,
  'work.known': 409,
  'work.ended': 409,
  'work.department': 422,
  'admission.unknown': 404,
  'admission.decided': 409,
  'admission.reasons': 422,
  'admission.answerable': 422,
  'admission.basis': 422,
  'admission.means': 422,
  'admission.over': 422,
  // 差评
  'grade.unknown': 404,
  'grade.changed': 409,
  'grade.state': 409,
  'grade.not-yours': 403,
  'grade.contact-first': 409,
  'grade.day': 422,
  // calendar
  'calendar.announced': 409,
  'calendar.arrangement': 422,
  'calendar.date': 400,
  'calendar.days': 400,
  // the house itself
  'server.unavailable': 503,
  'server.fault': 500
} as const satisfies Record<string, number>;

export type FailureCode = keyof typeof FAILURES;

/** A failure as the API answers it: `{ error: { code, … } }`. `fields` for forms, `by` names a colleague. No personal data. */
export interface Failure {
  code: FailureCode;
  fields?: { field: string; code: string; row?: number; column?: string }[];
  by?: string;
}

/** HTTP status of a failure. */
export const statusOf = (code: FailureCode): (typeof FAILURES)[FailureCode] => FAILURES[code];
