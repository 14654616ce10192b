import { groupCaseNumber } from '../../../../../server/contract/case-number.ts';
import type { Stuck } from '../../../../../server/contract/stuck-wire.ts';
import { wordsOf } from '../../words/failures.ts';
import { problemText } from '../departments/words.ts';
import { troubleText } from '../words.ts';

/** What could not be delivered, in a word. */
export const KIND_TEXT: Readonly<Record<Stuck['kind'], string>> = {
  delivery: '转部门',
  duty: '到期自动办',
  application: '终端收的申请',
  slip: '回执、通知'
};

/** What the button does about it. */
export const AGAIN_TEXT: Readonly<Record<Stuck['kind'], string>> = {
  delivery: '再发一次',
  duty: '再办一次',
  application: '再送一次',
  slip: '已补打'
};

/** Why it did not arrive, in a sentence. */
export function reasonText({ kind, code, at }: Stuck): string {
  switch (kind) {
    case 'delivery':
      return `三天里发了十次，${at ?? '部门'}没有收到：${problemText(code)}。`;
    case 'duty':
      if (code === 'case.item-lost') return troubleText(code);
      return `到期该自动办的一步没有办成（${code}），别的件不受影响。`;
    case 'application':
      return `系统没有收下：${wordsOf(code).text}`;
    case 'slip':
      return `没有打出来：${wordsOf(code).text}`;
  }
}

/** What can be done about it besides. */
export function wayText({ kind, code, retrying }: Stuck): string {
  switch (kind) {
    case 'delivery':
      return '再发以前，可以打电话问部门。';
    case 'duty':
      if (code === 'case.item-lost') return '';
      return '再办还是不行，打开这一件在窗口办，并告诉系统管理员。';
    case 'application':
      return retrying
        ? '已经叫终端再送，一分钟以内有结果。'
        : '申请封存在终端里，看不到是谁的。再送还是不行，居民拿着这个编号来，请在窗口重新办。';
    case 'slip':
      return '居民可以在终端“查进度”里补打；也可以打开这一件，在窗口打印。';
  }
}

/** What it is known by, as it stands on paper. */
export function referenceText({ kind, reference }: Stuck): string {
  if (kind === 'application') return reference;
  const [number = '', serial] = reference.split('-');
  return serial ? `${groupCaseNumber(number)}-${serial}` : groupCaseNumber(number);
}
