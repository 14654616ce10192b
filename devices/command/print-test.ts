import type { Slip } from '../../server/contract/slip.ts';
import { StartFailure } from '../../server/process/start-failure.ts';
import type { PrintOutcome } from '../device.ts';
import { openReceiptPrinter } from '../installed.ts';
import type { DeviceSettings } from '../settings.ts';
import { formatPortAddress } from '../transport/address.ts';

/** A slip about nobody: common and rare characters, the largest size, a code. */
const testSlip = (settings: DeviceSettings, issuedAt: string): Slip => ({
  number: '00000000000000000000000000-1',
  kind: 'receipt',
  title: '打印测试',
  centre: { name: '一门', address: '本机', phone: '0000-00000000' },
  caseNumber: '00000000000000000000000000',
  shortCode: '000000',
  itemName: '这张纸不是回执',
  applicant: '测试',
  issuedAt,
  headline: '1月1日（星期四）',
  rows: [
    { label: '常用字', text: '社区服务中心一窗受理' },
    { label: '生僻字', text: '䶮㛃𠮷𬭚·龘' },
    { label: '无字形', text: '\ue863' },
    { label: '打印机', text: settings.receiptPrinter ? formatPortAddress(settings.receiptPrinter) : '' }
  ],
  lists: [
    {
      title: '请看',
      entries: ['字是否清楚、对齐，有没有问号', '二维码能不能扫出 YIMEN:TEST', '纸是否切在最后一行下面']
    }
  ],
  notes: ['打印机每行 48 或 32 列；这一行应当折在标点后面，不出纸边，也不断开 0571-00000000。'],
  responsible: { name: '测试', phone: '0000-00000000' },
  code: 'YIMEN:TEST',
  demonstration: true
});

const SENTENCES: Readonly<Record<PrintOutcome['outcome'], string>> = {
  confirmed: 'The printer says that the slip is out.',
  'not-started': 'Nothing was printed.',
  uncertain: 'The printer does not say whether the slip is out: look at it.'
};

/** `devices print-test`: prints one slip about nobody, and tells what the printer says of it. */
export async function printTest(settings: DeviceSettings, issuedAt: string): Promise<string> {
  const { receiptPrinter } = settings;
  if (!receiptPrinter) throw new StartFailure('RECEIPT_PRINTER is not set: nowhere to print.');
  const printer = openReceiptPrinter(receiptPrinter, settings);
  try {
    const result = await printer.print(
      { slip: testSlip(settings, issuedAt), reprint: false },
      {
        onSending: () => undefined,
        onSent: () => undefined
      }
    );
    const sentence = SENTENCES[result.outcome] + ('code' in result ? ` (${result.code})` : '');
    if (result.outcome === 'not-started') throw new StartFailure(sentence);
    return sentence;
  } finally {
    await printer.close();
  }
}
