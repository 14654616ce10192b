import type { CatalogueProblem } from './catalogue-problem.ts';
import type { Item } from './item.ts';

/**
 * What a 实施清单 that is read in can be told of: `refused`, nothing of the file is taken over; `told`, it was read
 * without that. A code never changes its meaning.
 */
const SENTENCES = {
  // the file
  'sheet.too-large': '文件太大，或者解开以后太大，没有读。请拆成几份再导入。',
  'sheet.old-format': '这是旧格式（.xls）或者加了密码的文件。请在表格软件里另存为 .xlsx，不设密码，再导入。',
  'sheet.unreadable': '文件打不开，可能没有传完，或者不是表格。',
  'sheet.encoding': '文字编码认不出来。CSV 请存成 UTF-8 或 GB 18030。',
  'sheet.no-items': '没有找到“事项名称”一列，或者它下面没有内容。第一行要写要素名称。',
  'sheet.too-many-rows': '行数太多：事项最多 5000 行，其他表最多 50000 行。',
  'sheet.too-many-columns': '列数太多，最多 200 列。',
  // cells
  'sheet.formula': '这一格是公式。请复制后“粘贴为数值”再导入。',
  'sheet.merged': '这几格合并了。请取消合并，每一格都写上内容。',
  'sheet.cell-error': '这一格是错误值（如 #REF!），请改正。',
  'sheet.cell-too-long': '这一格超过 32767 个字。',
  'sheet.unclosed-quote': '从这里开始的引号没有收尾。',
  'sheet.column-twice': '同一个要素有两列。',
  'sheet.outside': '这一格在表头之外，上面没有要素名称。',
  // what is written in them
  'sheet.missing-element': '这一格必须填写。',
  'sheet.code': '编码不对：位数、格式或者校验码不符。',
  'sheet.code-as-number': '编码被表格软件改成了数字，后几位已经不准。请把这一列设成“文本”，重新填写。',
  'sheet.codes-apart': '编码与同一事项的其他编码、层级或者信用代码对不上。',
  'sheet.date': '日期不对。请写成 2026-01-01 的样子。',
  'sheet.unit': '单位不对。只能写“工作日”“自然日”或者“即时”；只写“日”“天”说不清是哪一种。',
  'sheet.number': '这里要写整数。',
  'sheet.choice': '这个写法不认识。',
  'sheet.duplicate': '与前面一行重复。',
  'sheet.no-such-item': '“事项”表里没有这一事项。',
  'sheet.ambiguous-item': '有几个事项都对得上，说不清是哪一个。请填写“事项编号”。',
  // told
  'sheet.unknown-column': '这一列不是要素名称，没有读。',
  'sheet.unknown-sheet': '这张表没有读。'
} as const satisfies Record<string, string>;

export type SheetCode = keyof typeof SENTENCES;

/** One thing that was found, at a place such as `材料!C7`. `value` is what stands there, or what may stand there. */
export interface SheetFinding {
  readonly code: SheetCode;
  readonly place: string;
  readonly value?: string;
}

/** What staff read of a finding. */
export const sheetSentence = ({ code, value }: SheetFinding): string =>
  value === undefined ? SENTENCES[code] : `${SENTENCES[code]}（${value}）`;

/** An item as a file has it, beside what it is now. */
export interface SheetItem {
  readonly item: Item;
  /** The row it stands in, as `事项!7`. */
  readonly place: string;
  readonly change: 'new' | 'changed' | 'same';
  /** What publication would refuse it for. */
  readonly missing: readonly CatalogueProblem[];
}

/** What reading a 实施清单 came to. Nothing has changed yet; where anything is refused, there are no items. */
export interface SheetReport {
  readonly items: readonly SheetItem[];
  readonly refused: readonly SheetFinding[];
  /** What was not read, and does not stand against the rest. */
  readonly told: readonly SheetFinding[];
}
