import type { CaseContent } from '../cases/content.ts';
import type { OpenedCase } from '../cases/views.ts';
import { dayOf, minuteOf } from '../clock.ts';
import type { Context } from '../context.ts';
import type { Answer, Entry } from '../contract/answer.ts';
import { shownFields } from '../contract/branching.ts';
import { groupCaseNumber, slipCode } from '../contract/case-number.ts';
import { answerText } from '../contract/form.ts';
import type { FormField, Item, SensitiveClass } from '../contract/item.ts';
import { dateWithWeekday } from '../contract/limit.ts';
import type { MaterialStanding } from '../contract/material.ts';
import { EVIDENCE_TEXT, RELATION_TEXT, UNTIL_REVOKED } from '../contract/relation.ts';
import { entriesOf, ordinalOf } from '../contract/repeat.ts';
import { cardSignatureText } from '../contract/signature.ts';
import { consentWayText, paperSignatureText, sitterText } from '../contract/sitting.ts';
import type { Provenance } from '../contract/wire.ts';
import { authorisationText } from '../signers/rules.ts';
import type { OpenSigner } from '../signers/service.ts';
import { SIGN_HERE } from './authority.ts';
import { renewalRow } from './compose.ts';
import { Page } from './page.ts';

const FROM_TEXT: Readonly<Record<Provenance['from'], string>> = {
  card: '身份证读取',
  licence: '证照库调取',
  data: '数据共享核验',
  earlier: '以前填写',
  computed: '系统计算',
  typed: '本人填写'
};

export const CONSENT_TEXT: Readonly<Record<SensitiveClass, string>> = {
  health: '健康、残疾、诊疗信息',
  account: '银行账户、收入和财产信息',
  'minor-under-14': '不满十四周岁未成年人的信息',
  'special-identity': '特定身份信息',
  biometric: '人脸信息'
};

const STANDING_TEXT = {
  fetched: '系统取得，免提交',
  generated: '屏幕填写生成',
  'to-sign': '等家庭成员签名',
  promised: '告知承诺',
  along: '随本次办理产生',
  later: '后补（不耽误受理）',
  'to-bring': '待提交',
  received: '已收取'
} as const;

function sourceText({ from, name, date }: Provenance): string {
  return [FROM_TEXT[from], name, date].filter(Boolean).join(' · ');
}

/** Name and number stand at the head of each document already. */
const standsAtHead = ({ prefill: [first] }: FormField): boolean =>
  first?.from === 'card' && (first.part === 'name' || first.part === 'idNumber');

function writeAnswers(page: Page, item: Item, { applicant, answers }: CaseContent): void {
  const given = Object.fromEntries(Object.entries(answers).map(([key, { value }]) => [key, value]));
  const fields = shownFields(item.form, given).filter((field) => !(applicant && standsAtHead(field)));
  if (fields.length === 0) return;
  page.heading('申请内容');
  for (const field of fields) {
    const answer = answers[field.key];
    const from = answer ? sourceText(answer.provenance) : null;
    const entries = field.type === 'repeat' ? entriesOf(answer?.value) : [];
    if (entries.length === 0) writeAnswer(page, field, answer?.value, from);
    for (const [at, entry] of entries.entries()) writeEntry(page, field, entry, at, from);
  }
}

function writeAnswer(page: Page, field: FormField, answer: Answer | undefined, from: string | null): void {
  if (field.type === 'image' && typeof answer === 'string') page.picture(field.label, answer, from);
  else page.row(field.label, answerText(field, answer) || '—', from);
}

/** One entry of a repeat, a block of its own under which it is and where it came from. */
function writeEntry(page: Page, field: FormField, entry: Entry, at: number, from: string | null): void {
  page.need(80);
  page.row(`${field.label}（${ordinalOf(field, at)}）`, '', from);
  for (const inner of shownFields(field.fields ?? [], entry)) writeAnswer(page, inner, entry[inner.key], null);
}

const footOf = (number: string): string => `办件编号 ${groupCaseNumber(number)}`;
/** Without the remarks of the catalogue: 参保缴费证明（电子印章、二维码验真）. */
const withoutRemarks = (name: string): string => name.replaceAll(/（[^）]*）/g, '');

/** What the form is called: by the paper it stands for, where the item names one. */
export function formTitle({ name, materials }: Item): string {
  const papers = materials.filter(({ source, requiredWhen }) => source === 'generated' && requiredWhen === null);
  const paper = papers.find((one) => one.name.includes('表')) ?? papers[0];
  return paper ? withoutRemarks(paper.name) : `${name}申请表`;
}

const namesOf = (materials: Item['materials'], keys: readonly string[]): string =>
  materials
    .filter(({ key }) => keys.includes(key))
    .map(({ name }) => name)
    .join('、');

/**
 * The written forms of what is promised, above the signature: 告知承诺 (国办发〔2020〕42号: what was told, what is promised, what
 * follows) instead of a paper, 容缺受理 for one that follows.
 */
function writePromises(page: Page, item: Item, { ways }: CaseContent, bringBy: string | null): void {
  const chosen = (way: 'promise' | 'bring') => Object.keys(ways).filter((key) => ways[key] === way);
  const promised = namesOf(item.materials, chosen('promise'));
  if (promised) {
    page.heading('告知承诺书');
    page.text(
      `告知：办理本事项应当提交${promised}。可以自愿选择用书面承诺代替，不承诺的也能带材料来办。办理机关以后会核对；承诺不实的，撤销办理结果、追回所得，记入信用记录。`
    );
    page.text(
      `承诺：以上告知的内容已经知晓。本人自愿作出承诺：${promised}所证明的情况真实，符合办理条件，愿意承担承诺不实的后果。`
    );
  }
  const later = namesOf(
    item.materials.filter(({ tolerable }) => tolerable),
    chosen('bring')
  );
  if (later) {
    const until = bringBy ? `${dateWithWeekday(bringBy)}前` : '受理时告知的日期前';
    const otherwise = item.lapsesAfter ? '到期没有补交的，按撤回申请处理' : '补齐以前不发结果';
    page.heading('容缺受理承诺书');
    page.text(`主要材料已经齐全，暂缺${later}。本人承诺在${until}补交；${otherwise}。`);
  }
}

const SIGNED_BY = { card: '刷身份证到场', phone: '手机一次性链接', paper: '窗口纸上签名，核对身份证' } as const;

/** 核对授权: every adult of the household, each under the same words. */
function writeSigners(page: Page, signers: readonly OpenSigner[], applicant: string, itemName: string): void {
  if (signers.length === 0) return;
  page.heading('家庭经济状况核对授权');
  for (const paragraph of authorisationText(applicant, itemName)) page.text(paragraph);
  for (const { person, way, signature, signedAt } of signers) {
    page.need(120);
    page.row(person.relation || '家庭成员', `${person.name}  ${person.idNumber}`);
    page.text(way && signedAt ? `${SIGNED_BY[way]}，${dateWithWeekday(dayOf(signedAt))}` : '还没有签名', {
      soft: true,
      size: 9
    });
    if (signature === 'card') page.text(cardSignatureText(false), { gap: 4 });
    else if (signature) page.strokes(signature, 200);
  }
}

/** What an application form is written from: a case, or what is about to become one. */
interface FormMatter {
  readonly item: Item;
  readonly content: CaseContent;
  readonly standings: Readonly<Record<string, MaterialStanding>>;
  /** null before it is handed in. */
  readonly receivedAt: Date | null;
  readonly bringBy: string | null;
}

function writePeople(page: Page, { content: { applicant, agent, relation }, receivedAt }: FormMatter): void {
  page.heading('申请人');
  page.row('姓名', applicant?.name ?? '未留姓名');
  if (applicant) page.row('证件号码', applicant.idNumber);
  if (agent) page.row('代办人', `${agent.name}  ${agent.idNumber}`);
  if (relation) {
    const { kind, evidence, expiresOn } = relation;
    const until = expiresOn === UNTIL_REVOKED ? '长期有效' : `${expiresOn}前有效`;
    page.row('与申请人的关系', `${RELATION_TEXT[kind]}（依据：${EVIDENCE_TEXT[evidence]}，${until}）`);
  }
  if (receivedAt) page.row('收件时间', minuteOf(receivedAt));
}

function writeConsents(page: Page, { consents, atWindow, agent }: CaseContent): void {
  if (consents.length === 0) return;
  page.heading('同意');
  page.text(`本人单独同意为办理本事项使用：${consents.map((name) => CONSENT_TEXT[name]).join('、')}。`);
  if (!atWindow?.consents) return;
  page.text(`由窗口${atWindow.by}${consentWayText(atWindow.consents, agent !== null)}。`, { soft: true });
}

/** The hand under it; before it is handed in at a window, the place for it. */
function writeSignature(page: Page, { content: { signature, agent, atWindow }, receivedAt }: FormMatter): void {
  if (!signature) return;
  page.need(140);
  page.heading(agent ? '代办人签名' : '申请人签名');
  if (receivedAt === null) {
    page.text(SIGN_HERE, { gap: 8 });
    return;
  }
  if (signature === 'card') page.text(cardSignatureText(agent !== null), { gap: 4 });
  else if (signature === 'paper') page.text(paperSignatureText(atWindow?.by ?? '工作人员', agent !== null), { gap: 4 });
  else page.strokes(signature, 240);
  page.text(dateWithWeekday(dayOf(receivedAt)), { soft: true });
}

function writeForm(page: Page, matter: FormMatter): void {
  const { item, content, standings, bringBy } = matter;
  writePeople(page, matter);
  writeAnswers(page, item, content);
  const needed = item.materials.flatMap(({ key, name }) => {
    const standing = standings[key] ?? 'not-needed';
    return standing === 'not-needed' ? [] : [[STANDING_TEXT[standing], name] as const];
  });
  if (needed.length > 0) page.heading('材料');
  for (const [standing, name] of needed) page.row(standing, name);
  writePromises(page, item, content, bringBy);
  writeConsents(page, content);
  writeSignature(page, matter);
}

/** The application form as it was filed, with the signature: what a resident takes home and a file keeps. */
export async function formPdf(
  context: Context,
  { row, item, content }: OpenedCase,
  signers: readonly OpenSigner[] = []
): Promise<Uint8Array> {
  const title = formTitle(item);
  const page = new Page(context, title);
  page.head(context, title, slipCode(row.number), footOf(row.number));
  writeForm(page, { item, content, standings: row.materials, receivedAt: row.receivedAt, bringBy: row.bringBy });
  writeSigners(page, signers, content.applicant?.name ?? '', item.name);
  return page.finish(footOf(row.number));
}

const notFiled = (byAgent: boolean): string => `还没有提交：请${sitterText(byAgent)}看过，没有不对的再签名`;

/** Forms that somebody signs at a window before they are handed in; they have no number yet. Each begins on a page of its own. */
export async function formsToSignPdf(
  context: Context,
  forms: readonly Pick<FormMatter, 'item' | 'content' | 'standings'>[]
): Promise<Uint8Array> {
  const foot = notFiled(forms.some(({ content }) => content.agent !== null));
  const page = new Page(context, forms.map(({ item }) => formTitle(item)).join('、'));
  for (const [at, form] of forms.entries()) {
    if (at > 0) page.need(Number.POSITIVE_INFINITY);
    page.head(context, formTitle(form.item), null, foot);
    writeForm(page, { ...form, receivedAt: null, bringBy: null });
  }
  return page.finish(foot);
}

/** The result of a granted case on paper, where the item gives one. */
export async function resultPdf(context: Context, { row, item, content, reasons }: OpenedCase): Promise<Uint8Array> {
  const title = withoutRemarks(item.result.name);
  const page = new Page(context, title);
  page.head(context, title, slipCode(row.number), footOf(row.number));
  page.text(`${content.applicant?.name ?? '申请人'}申请的“${item.name}”，经审查符合条件，予以办理。`, {
    size: 12,
    gap: 12
  });
  if (content.applicant) page.row('姓名', content.applicant.name);
  if (content.applicant) page.row('证件号码', content.applicant.idNumber);
  page.row('结果', `${title}（${item.result.type}）`);
  if (row.decidedOn) page.row('决定日期', dateWithWeekday(row.decidedOn));
  for (const { label, text } of row.decidedOn ? renewalRow(item, row.decidedOn) : []) page.row(label, text);
  for (const reason of reasons.reasons) page.row('说明', reason);
  writeAnswers(page, item, content);
  page.y += 16;
  page.text(`${context.centre.name}    ${context.centre.phone}`, { gap: 2 });
  page.text(`打印时间 ${minuteOf(context.now())}。扫右上角的码，可以在任何一个窗口核对。`, { soft: true, size: 9 });
  return page.finish(footOf(row.number));
}
