import { dateWithWeekday } from './limit.ts';

/** What somebody is to the person they act for. */
export const RELATION_KINDS = ['guardian', 'parent', 'child', 'spouse', 'relative', 'neighbour'] as const;
export type RelationKind = (typeof RELATION_KINDS)[number];

export const RELATION_TEXT: Readonly<Record<RelationKind, string>> = {
  guardian: '监护人',
  parent: '父母',
  child: '子女',
  spouse: '配偶',
  relative: '亲属',
  neighbour: '邻居、朋友'
};

/** Evidence that was shown to a clerk at a window, and written down with its number, date and issuer. */
export const SEEN_EVIDENCE = [
  'court-judgement',
  'guardian-appointment',
  'birth-certificate',
  'original-letter'
] as const;
export type SeenEvidence = (typeof SEEN_EVIDENCE)[number];

/** What a relation is known by. */
export const EVIDENCE = ['household-record', 'letter-of-authority', ...SEEN_EVIDENCE] as const;
export type Evidence = (typeof EVIDENCE)[number];

export const EVIDENCE_TEXT: Readonly<Record<Evidence, string>> = {
  'household-record': '居民户口簿',
  'letter-of-authority': '授权委托书',
  'court-judgement': '法院判决（监护）',
  'guardian-appointment': '居委会、民政指定监护',
  'birth-certificate': '出生医学证明',
  'original-letter': '委托书原件'
};

const GUARDIAN = ['guardian'] as const satisfies readonly RelationKind[];

/** What each kind of evidence can show that somebody is to somebody. A letter makes nobody a guardian. */
export const KINDS_SHOWN: Readonly<Record<SeenEvidence, readonly RelationKind[]>> = {
  'court-judgement': GUARDIAN,
  'guardian-appointment': GUARDIAN,
  'birth-certificate': GUARDIAN,
  'original-letter': ['child', 'parent', 'spouse', 'relative', 'neighbour']
};

/** Whether whoever is acted for may take it back by themselves: not what a court or an office has ordered (民法典 第31、36条). */
export const isTheirsToTakeBack = (evidence: Evidence): boolean =>
  evidence !== 'court-judgement' && evidence !== 'guardian-appointment';

/** The last day of what holds until it is revoked. */
export const UNTIL_REVOKED = '9999-12-31';

/** Until when somebody may act, of a last day YYYY-MM-DD. */
export const validityText = (expiresOn: string): string =>
  expiresOn === UNTIL_REVOKED ? '长期有效' : `${dateWithWeekday(expiresOn)}前有效`;

/** For how long a letter holds that both sign with their cards: for what is filed now, three months, a year at most. */
export const AUTHORITY_SPANS = ['now', '3-months', '1-year'] as const;
export type AuthoritySpan = (typeof AUTHORITY_SPANS)[number];

/** Whoever has no card yet is acted for with the guardian's alone (居住证暂行条例 第9条). */
export const CARD_AGE = 16;
