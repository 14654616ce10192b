import type { SeenEvidence } from '../../../../../server/contract/relation.ts';
import type { WindowPerson, WindowRelation } from '../../../../../server/contract/relation-wire.ts';
import { dateText, momentText } from '../due.ts';

/** Until when each kind of evidence carries, told to whoever writes it down. */
export const CARRIES: Readonly<Record<SeenEvidence, string>> = {
  'court-judgement': '不满18岁的，到满18岁前一天；成年人，到法院撤销为止。',
  'guardian-appointment': '不满18岁的，到满18岁前一天；成年人，一年以后再看一次。',
  'birth-certificate': '只用于不满18岁的孩子，到满18岁前一天。',
  'original-letter': '从写委托书那天起，最长一年。公证的、手写的都行，看原件。'
};

/** What evidence calls its number. */
export const NUMBER_LABEL: Readonly<Record<SeenEvidence, string>> = {
  'court-judgement': '案号',
  'guardian-appointment': '文号',
  'birth-certificate': '证明编号',
  'original-letter': '公证书号（没有公证的写“手写”）'
};

export const ISSUER_LABEL: Readonly<Record<SeenEvidence, string>> = {
  'court-judgement': '哪个法院',
  'guardian-appointment': '哪个居委会、民政局',
  'birth-certificate': '签发机构',
  'original-letter': '公证处（没有公证的写委托人）'
};

/** Reasons that come up again and again; any other is written. */
export const REVOKE_REASONS = ['委托人电话收回', '委托人当面收回', '判决、指定有变更', '登记错了'] as const;

export const personText = ({ name, maskedIdNumber, age }: WindowPerson): string => `${name} ${maskedIdNumber} ${age}岁`;

/** Why a relation does not count any more; nothing where it does. */
export function endText({ status, expiresOn, revoked }: WindowRelation): string {
  if (status === 'expired') return `${dateText(expiresOn)}到期`;
  if (!revoked) return '';
  const by = revoked.by ? `，${revoked.by}` : '在终端';
  return `${momentText(revoked.at)}${by}收回${revoked.reason ? `：${revoked.reason}` : ''}`;
}
