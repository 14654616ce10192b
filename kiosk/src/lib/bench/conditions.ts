import type { BenchStatus } from '../../../../devices/agent/wire.ts';

type Reader = BenchStatus['reader'];
type SlipPrinter = BenchStatus['slipPrinter'];
type DocumentPrinter = BenchStatus['documentPrinter'];
type CodeScanner = BenchStatus['codeScanner'];

/** What can be chosen of one thing, and its words; as it should be comes first. */
export type Choices<Value extends string> = Readonly<Record<Value, string>>;

export const READER: Choices<Reader['condition'] | 'unplugged'> = {
  well: '正常',
  silent: '没有应答',
  garbage: '应答全是乱码',
  'self-test-failed': '自检没有通过',
  denied: '系统不让打开',
  'moved-once': '卡拿得早，再放就好',
  'moved-always': '卡总是拿得早',
  'damages-cards': '卡读出来是坏的',
  'refuses-cards': '不认放上来的卡',
  unplugged: '线拔了'
};
export const SLIP_PRINTER: Choices<SlipPrinter['condition'] | 'unplugged'> = {
  well: '正常',
  'cover-open': '盖子开着',
  'knife-jammed': '切纸刀卡住了',
  silent: '没有应答',
  unconfirming: '打了，不说打好没有',
  off: '关着机',
  unplugged: '线拔了'
};
export const DOCUMENT_PRINTER: Choices<DocumentPrinter['condition'] | 'unplugged'> = {
  well: '正常',
  'paper-jammed': '卡纸了',
  'cover-open': '盖子开着',
  stopped: '自己停了，不说为什么',
  busy: '正在打别人的',
  off: '关着机',
  unplugged: '线拔了'
};
export const SCANNER: Choices<'well' | 'unplugged'> = { well: '正常', unplugged: '线拔了' };

export const ROLL: Choices<'enough' | 'low' | 'ending' | 'out'> = {
  enough: '够用',
  low: '快没了',
  ending: '打到一半没',
  out: '没有'
};
export const SHEETS: Choices<DocumentPrinter['paper']> = { enough: '够用', low: '快没了', out: '没有' };
export const TONER: Choices<DocumentPrinter['toner']> = { enough: '够用', low: '快没了', empty: '没有' };
export const SCANNER_KIND: Choices<CodeScanner['kind']> = {
  serial: '串口',
  honeywell: 'HID·霍尼韦尔',
  zebra: 'HID·斑马'
};

/** A cable that is out hides whatever else is wrong. */
export const conditionOf = <Condition extends string>(device: {
  readonly connected: boolean;
  readonly condition: Condition;
}): Condition | 'unplugged' => (device.connected ? device.condition : 'unplugged');

/** The counterpart of `conditionOf`. */
export const standingOf = <Condition extends string>(chosen: Condition | 'unplugged') =>
  chosen === 'unplugged' ? { connected: false } : { connected: true, condition: chosen };

export const rollOf = ({ paper }: SlipPrinter): keyof typeof ROLL => (typeof paper === 'string' ? paper : 'ending');

/** How much is not as it should be, device by device. */
export function troublesOf(bench: Pick<BenchStatus, 'reader' | 'slipPrinter' | 'documentPrinter' | 'codeScanner'>) {
  const { reader, slipPrinter, documentPrinter, codeScanner } = bench;
  const count = (...standings: readonly string[]) =>
    standings.filter((standing) => standing !== 'well' && standing !== 'enough').length;
  return {
    reader: count(conditionOf(reader)),
    slipPrinter: count(conditionOf(slipPrinter), rollOf(slipPrinter)),
    documentPrinter: count(conditionOf(documentPrinter), documentPrinter.paper, documentPrinter.toner),
    codeScanner: codeScanner.connected ? 0 : 1
  };
}
