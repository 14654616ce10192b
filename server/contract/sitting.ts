/** 窗口代填: a clerk fills in an application for a resident who is at their window. */

/** Why a clerk looks at what is known of whoever sits before them; on record before anything of it is shown. */
export const SITTING_REASONS = ['cannot-use', 'goes-on', 'out-of-order', 'prefers'] as const;
export type SittingReason = (typeof SITTING_REASONS)[number];
export const SITTING_REASON_TEXT: Readonly<Record<SittingReason, string>> = {
  'cannot-use': '本人在窗口，不会用或者不方便用终端',
  'goes-on': '终端上填到一半，到窗口接着办',
  'out-of-order': '终端有故障，改在窗口办',
  prefers: '本人要在窗口当面办'
};

/** What a provenance calls an answer that the resident gave and a clerk wrote. */
export const TYPED_AT_WINDOW = '口述，窗口代填';

/** How consents were given before a clerk: read to the resident, who agreed in words, or with a hand on paper. */
export const CONSENT_WAYS = ['spoken', 'paper'] as const;
export type ConsentWay = (typeof CONSENT_WAYS)[number];
export const CONSENT_WAY_TEXT: Readonly<Record<ConsentWay, string>> = {
  spoken: '念给本人听，本人口头同意',
  paper: '本人在纸上签字同意'
};

/** What stands in a form and at the window in the place of strokes, where the hand is on paper. */
export const paperSignatureText = (staff: string): string => `本人在打印的申请表上签名，窗口${staff}当面核对身份证`;

/** What a history says beside 提交申请. */
export const filedAtWindowText = (consents: ConsentWay | null, onPaper: boolean): string =>
  [
    '居民在窗口，由工作人员代为填写',
    ...(consents === null ? [] : [CONSENT_WAY_TEXT[consents]]),
    ...(onPaper ? ['本人在打印的申请表上签名'] : [])
  ].join('；');
