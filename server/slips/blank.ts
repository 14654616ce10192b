import type { Context } from '../context.ts';
import type { FormField, Item, Material, ShowTest } from '../contract/item.ts';
import { limitsOf, ordinalOf } from '../contract/repeat.ts';
import { assertNever } from '../contract/result.ts';
import { BlankPage } from './blank-page.ts';
import { CONSENT_TEXT, formTitle } from './documents.ts';

const LINE = 30;
const DAY = '　　　　年　　　月　　　日';
const MONTH = '　　　　年　　　月';
const ID_NUMBER = 18;
const TABLE_LINES = 5;
const ENTRIES = 2;

const ticks = (options: readonly string[]): string => options.map((option) => `□ ${option}`).join('　　');

/** One condition in the words of the form: 仅“是否就业”为“是”时填. */
function conditionText(form: readonly FormField[], test: ShowTest): string {
  const label = form.find(({ key }) => key === test.field)?.label ?? test.field;
  if ('is' in test) {
    const wanted = test.is.map((one) => (typeof one === 'boolean' ? (one ? '是' : '否') : one));
    return `“${label}”为“${wanted.join('”或“')}”`;
  }
  const bounds = [
    ...(test.from === undefined ? [] : [`不小于${test.from}`]),
    ...(test.to === undefined ? [] : [`不大于${test.to}`])
  ];
  return `“${label}”${bounds.join('、')}`;
}

/** What whoever writes by hand has to know of a field, in small. */
function noteOf(form: readonly FormField[], field: FormField, how: string | null = null): string | null {
  const { note, required, showWhen = [] } = field;
  const only = showWhen.length > 0 ? `${showWhen.map((test) => conditionText(form, test)).join('，并且')}时填` : null;
  const said = [how, only, required || only ? null : '可以不填', note].filter((text) => text !== null);
  return said.length > 0 ? said.join('；') : null;
}

/** Room for the entries there have to be, for two where there may be as many. */
function writeEntries(page: BlankPage, field: FormField, note: string | null): void {
  const { atLeast, atMost } = limitsOf(field);
  const inner = field.fields ?? [];
  for (let at = 0; at < Math.min(atMost, Math.max(atLeast, ENTRIES)); at++) {
    page.row(`${field.label}（${ordinalOf(field, at)}）`, '', at === 0 ? note : null);
    for (const one of inner) writeField(page, inner, one);
  }
}

function writeField(page: BlankPage, form: readonly FormField[], field: FormField): void {
  const { label } = field;
  const note = (how: string | null = null) => noteOf(form, field, how);
  switch (field.type) {
    case 'text':
    case 'mobile':
    case 'number':
      page.row(label, '', note(), LINE);
      break;
    case 'address':
      page.row(label, '', note(), 44);
      break;
    case 'textarea':
      page.row(label, '', note(), 110);
      break;
    case 'idcard':
      page.boxes(label, ID_NUMBER, note());
      break;
    case 'disabilityCert':
      page.boxes(label, 20, note());
      break;
    case 'bankcard':
      page.boxes(label, 19, note('16到19位，从左边写起'));
      break;
    case 'select':
      page.row(label, ticks(field.options), note('选一项打✓'), LINE);
      break;
    case 'multiselect':
      page.row(label, ticks(field.options), note('可以选几项打✓'), LINE);
      break;
    case 'bool':
      page.row(label, ticks(['是', '否']), note(), LINE);
      break;
    case 'date':
      page.row(label, DAY, note(), LINE);
      break;
    case 'daterange':
      page.row(label, `${DAY}　至${DAY}`, note(), LINE);
      break;
    case 'monthrange':
      page.row(label, `${MONTH}　至${MONTH}`, note(), LINE);
      break;
    case 'year':
      page.row(label, '　　　　年', note(), LINE);
      break;
    case 'slot':
      page.row(label, `${DAY}　　　时　　　分`, note('以窗口登记的时间为准'), LINE);
      break;
    case 'area':
      page.row(label, '　　　　　　省（自治区、直辖市）　　　　　　市（州）', note(), LINE);
      break;
    case 'person':
      page.row(label, '姓名：', null, LINE);
      page.boxes(`${label}（身份证号）`, ID_NUMBER, note('不知道号码可以不填'));
      break;
    case 'image':
      page.row(label, '（照片贴在这里，或者另附）', note(), 130);
      break;
    case 'table':
      page.grid(label, field.columns, TABLE_LINES, note('不够写可以另附纸'));
      break;
    case 'repeat':
      writeEntries(page, field, note('不够写可以另附纸'));
      break;
    default:
      assertNever(field.type);
  }
}

/** A paper to bring: when it is needed, how many of it, which kind, how it is made ready. */
function paperText({ name, requiredWhen, guide = {} }: Material): string {
  const { type, medium, copies, specification, filling } = guide;
  const kind = [type, copies === undefined ? null : `${copies}份`, medium, specification].filter(Boolean).join('，');
  return [`${name}${requiredWhen ? `（${requiredWhen}）` : ''}`, kind, filling].filter(Boolean).join('：');
}

/** What whoever takes the form home has to know to hand it in; nothing where nobody wrote it. */
function writeGuide(page: BlankPage, { guide = {}, feeEntries = [] }: Item): void {
  const fees = feeEntries.map(({ name, standard, reducible, reductionBasis }) =>
    [name, standard, reducible ? `可以减免${reductionBasis ? `：${reductionBasis}` : ''}` : null]
      .filter(Boolean)
      .join('，')
  );
  const told = [
    ['办理流程', (guide.process ?? []).map((step, at) => `${at + 1}. ${step}`).join('；')],
    ['办理地点', guide.place],
    ['办理时间', guide.hours],
    ['收费', fees.join('；')],
    ['咨询', guide.enquiries],
    ['监督投诉', guide.complaints]
  ].filter(([, text]) => text);
  if (told.length > 0) page.heading('办理须知');
  for (const [head, text] of told) page.text(`${head}：${text}`, { size: 9 });
}

/** 空白表格: the form of an item to be filled in by hand, made from the definition that screens ask by. */
export async function blankFormPdf(context: Context, item: Item): Promise<Uint8Array> {
  const title = formTitle(item);
  const page = new BlankPage(context, title);
  const foot = `${item.code} 第${item.version}版 空白表格`;
  page.head(context, title, null, `${item.name}    ${foot}`);
  if (item.form.length > 0) page.heading('申请内容');
  for (const field of item.form) writeField(page, item.form, field);
  const brought = item.materials.filter(({ source }) => source === 'resident');
  if (brought.length > 0) page.heading('要带的材料');
  for (const material of brought) page.text(`□ ${paperText(material)}`);
  if (item.sensitive.length > 0) {
    page.heading('单独同意');
    for (const name of item.sensitive)
      page.text(`□ 本人同意　□ 本人不同意　为办理本事项使用本人的${CONSENT_TEXT[name]}。`);
  }
  page.need(150);
  page.heading('申请人签名');
  page.row('签名', '', null, 44);
  page.row('日期', DAY, null, LINE);
  page.y += 10;
  writeGuide(page, item);
  page.text(`${context.centre.name}    ${context.centre.phone}`, { soft: true, size: 9 });
  return page.finish(foot);
}
