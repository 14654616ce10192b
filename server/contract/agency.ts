/** 全程代办: the seven steps of a case that a member of staff does for a resident, in their order on paper. */
export const AGENCY_STEPS = ['entrust', 'accept', 'handle', 'deliver', 'file', 'report', 'revisit'] as const;
export type AgencyStepName = (typeof AGENCY_STEPS)[number];

export const AGENCY_STEP_TEXT: Readonly<Record<AgencyStepName, string>> = {
  entrust: '委托',
  accept: '受理',
  handle: '办理',
  deliver: '送达',
  file: '归档',
  report: '上报',
  revisit: '回访'
};

/** `not-needed`: the case ended without it. */
export const AGENCY_STATUSES = ['done', 'waiting', 'not-needed'] as const;
