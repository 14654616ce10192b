import type { CaseContent } from '../cases/content.ts';
import type { Context } from '../context.ts';
import { groupCaseNumber, groupShortCode } from '../contract/case-number.ts';
import { shortDigest, verifyNotice } from '../contract/notice-code.ts';
import type { Slip } from '../contract/slip.ts';
import { writeParties } from './authority.ts';
import { Page } from './page.ts';

/** What is sealed at the counter bears the counter's seal; what tells a decision or a duty bears the centre's own. */
const sealOf = ({ kind }: Slip): string => (kind === 'receipt' ? '收件专用章' : '公章处');

/** 成文日期, as official documents write it. */
function dayOf({ issuedAt }: Slip): string {
  const [year, month, day] = issuedAt.slice(0, 10).split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/**
 * A notice as a letter on A4: the same words as its slip, to whom they are said, and the place for the seal (许可法
 * 第32条末款). `addressee` is the applicant's whole name, null where none was left. A letter of authority names both
 * sides out of `content`.
 */
export async function letterPdf(
  context: Context,
  slip: Slip,
  addressee: string | null,
  content: CaseContent | null = null
): Promise<Uint8Array> {
  const page = new Page(context, slip.title);
  page.head(context, slip.title, slip.code, `文书编号  ${slip.number}`);
  page.text(`${addressee ?? slip.applicant}：`, { size: 12, gap: 8 });
  if (slip.headline) page.text(slip.headline, { face: 'bold', size: 15, gap: 10 });
  page.row('办理事项', slip.itemName);
  page.row('办件编号', groupCaseNumber(slip.caseNumber));
  page.row('短码', groupShortCode(slip.shortCode));
  for (const { label, text } of slip.rows) page.row(label, text);
  for (const { title, entries } of slip.lists) {
    page.heading(title);
    for (const [index, entry] of entries.entries()) page.text(`${index + 1}. ${entry}`, { gap: 3 });
  }
  if (slip.kind === 'authority' && content) writeParties(page, slip, content);
  page.y += 12;
  for (const note of slip.notes) page.text(note);
  page.y += 6;
  page.row('负责人', `${slip.responsible.name}  ${slip.responsible.phone}`);
  page.row('地址和电话', `${slip.centre.address}  ${slip.centre.phone}`);
  page.y += 12;
  page.seal(sealOf(slip), [slip.centre.name, dayOf(slip)]);
  page.text('扫右上角的码，可以在任何一个窗口、任何一台终端核对真伪。', { soft: true, size: 9 });
  const checked = await verifyNotice(context.noticeKeys.publicKeys, slip.code);
  const digest = checked.ok ? `    摘要 ${shortDigest(checked.value.digest)}` : '';
  return page.finish(`文书编号 ${slip.number}${digest}`);
}
