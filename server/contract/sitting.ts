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

/** Why a clerk looks at what is known of somebody who is acted for; on record with them before anything of it is shown. */
export const ACTING_REASONS = ['cannot-come', 'came-along', 'ward'] as const;
export type ActingReason = (typeof ACTING_REASONS)[number];
export const ACTING_REASON_TEXT: Readonly<Record<ActingReason, string>> = {
  'cannot-come': '本人来不了，由代办人在窗口办',
  'came-along': '本人也来了，请代办人在窗口替办',
  ward: '孩子或者被监护的人，由监护人在窗口办'
};

/** What a provenance calls an answer that the resident gave and a clerk wrote. */
export const TYPED_AT_WINDOW = '口述，窗口代填';

/** How consents were given before a clerk: read to the resident, who agreed in words, or with a hand on paper. */
export const CONSENT_WAYS = ['spoken', 'paper'] as const;
export type ConsentWay = (typeof CONSENT_WAYS)[number];

/** Who it is that sits before the clerk, agrees and signs. */
export const sitterText = (byAgent: boolean): string => (byAgent ? '代办人' : '本人');

export function consentWayText(way: ConsentWay, byAgent: boolean): string {
  const who = sitterText(byAgent);
  return way === 'spoken' ? `念给${who}听，${who}口头同意` : `${who}在纸上签字同意`;
}

/** What stands in a form and at the window in the place of strokes, where the hand is on paper. */
export const paperSignatureText = (staff: string, byAgent: boolean): string =>
  `${sitterText(byAgent)}在打印的申请表上签名，窗口${staff}当面核对身份证`;

/** What a history says beside 提交申请. */
export const filedAtWindowText = (consents: ConsentWay | null, onPaper: boolean, byAgent: boolean): string =>
  [
    `${byAgent ? '代办人' : '居民'}在窗口，由工作人员代为填写`,
    ...(consents === null ? [] : [consentWayText(consents, byAgent)]),
    ...(onPaper ? [`${sitterText(byAgent)}在打印的申请表上签名`] : [])
  ].join('；');
