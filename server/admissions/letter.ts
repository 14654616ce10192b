import { dayOf } from '../clock.ts';
import type { Context } from '../context.ts';
import type { Admission } from '../contract/admission-wire.ts';
import { refusalWords } from '../contract/refusal.ts';
import { Page } from '../slips/page.ts';

const TITLE = '不予准入告知书';

/** 成文日期, as official documents write it. */
function dateOf(moment: string): string {
  const [year, month, day] = dayOf(new Date(moment)).split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

/** The letter of refusal to a department on A4, with the place for the seal; null for what was not refused. */
export async function refusalPdf(
  context: Context,
  { task, department, contactName, number, openedAt, decision }: Admission
): Promise<Uint8Array | null> {
  if (!decision?.letter || !decision.ground) return null;
  const { sentence, laws, way } = refusalWords(decision.ground, task, decision.reasons);
  const page = new Page(context, TITLE);
  page.text(context.centre.name, { soft: true, size: 10 });
  page.text(TITLE, { face: 'bold', size: 19 });
  page.text(decision.letter, { soft: true, size: 9.5, gap: 16 });
  page.text(`${department}：`, { size: 12, gap: 8 });
  page.text(sentence, { face: 'bold', size: 13, gap: 10 });
  page.row('提出的事', task);
  page.row('准入单', `${number}  ${dateOf(openedAt)}收到`);
  page.row('联系人', contactName);
  page.heading('依据');
  for (const [index, law] of laws.entries()) page.text(`${index + 1}. ${law}`, { gap: 4 });
  page.heading('可以怎样');
  page.text(way);
  page.y += 12;
  page.row('经办', decision.by);
  page.row('地址和电话', `${context.centre.address}  ${context.centre.phone}`);
  page.y += 12;
  page.seal('公章处', [context.centre.name, dateOf(decision.at)]);
  return page.finish(decision.letter);
}
