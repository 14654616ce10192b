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

/** What a relation is known by. */
export const EVIDENCE = ['household-record', 'letter-of-authority'] as const;
export type Evidence = (typeof EVIDENCE)[number];

export const EVIDENCE_TEXT: Readonly<Record<Evidence, string>> = {
  'household-record': '居民户口簿',
  'letter-of-authority': '授权委托书'
};

/** For how long a letter holds that both sign with their cards: for what is filed now, three months, a year at most. */
export const AUTHORITY_SPANS = ['now', '3-months', '1-year'] as const;
export type AuthoritySpan = (typeof AUTHORITY_SPANS)[number];

/** Whoever has no card yet is acted for with the guardian's alone (居住证暂行条例 第9条). */
export const CARD_AGE = 16;
