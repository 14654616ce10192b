import type { CaseContent } from '../cases/content.ts';
import { dayOf } from '../clock.ts';
import { dateWithWeekday } from '../contract/limit.ts';
import { maskPersonName } from '../contract/person-name.ts';
import { EVIDENCE_TEXT, RELATION_TEXT } from '../contract/relation.ts';
import { cardSignatureText } from '../contract/signature.ts';
import type { Slip } from '../contract/slip.ts';
import type { RelationRow } from '../relations/service.ts';
import type { SlipMatter } from './compose.ts';
import type { Page } from './page.ts';

/** The rows by which a letter tells who acts and how it was agreed to. */
const HOW = '怎样委托';
const AGENT = '受托人';

/** What whoever acts may do; what is not on the list they may not. */
const POWERS: readonly string[] = ['代为填写、签名和提交申请', '代为补交材料、查询进度', '代为领取文书和结果'];

/** The letter that two cards signed, for the case that is filed upon it. */
export function authorityMatter({ kind, evidence, since, expiresOn }: RelationRow, agentName: string): SlipMatter {
  return {
    headline: `委托${maskPersonName(agentName)}代办`,
    rows: [
      { label: '与委托人的关系', text: RELATION_TEXT[kind] },
      { label: HOW, text: `双方刷身份证，${EVIDENCE_TEXT[evidence]}，${dateWithWeekday(dayOf(since))}` },
      { label: '有效期', text: `到${dateWithWeekday(expiresOn)}为止` }
    ],
    lists: [{ title: '委托的事', entries: POWERS }],
    notes: ['随时可以在任何一台终端刷身份证收回委托。']
  };
}

/** Where somebody writes their name on paper. */
export const SIGN_HERE = '签名：____________________    日期：________年____月____日';

/** Both sides of a letter of authority with whole names and numbers, and under each the place of the hand. */
export function writeParties(page: Page, slip: Slip, { applicant, agent, signature }: CaseContent): void {
  const rowOf = (label: string) => slip.rows.find((row) => row.label === label)?.text ?? '';
  const [how, staff] = [rowOf(HOW), rowOf(AGENT)];
  page.need(160);
  page.heading('委托人');
  page.row('姓名', applicant?.name ?? '未留姓名');
  if (applicant) page.row('证件号码', applicant.idNumber);
  // Whoever put a card on the reader has agreed with it; of all others the hand is wanted (电子签名法 第二条).
  page.text(how.includes('刷身份证') ? '刷身份证确认委托，未手写签名' : SIGN_HERE, { gap: 8 });
  page.heading(AGENT);
  if (staff !== '') {
    page.row('姓名', `${staff}（${slip.centre.name}工作人员）`);
    page.text(SIGN_HERE, { gap: 8 });
    return;
  }
  if (agent) page.row('姓名', agent.name);
  if (agent) page.row('证件号码', agent.idNumber);
  if (signature === 'card') page.text(cardSignatureText(true), { gap: 8 });
  else if (signature && signature !== 'paper') page.strokes(signature, 200);
  else page.text(SIGN_HERE, { gap: 8 });
}
