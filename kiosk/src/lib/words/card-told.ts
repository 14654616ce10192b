import type { CardReadFailure } from '../../../../devices/device.ts';
import { type FailureWords, wordsOf } from './failures.ts';

const MOVED: FailureWords = { text: '请放平，别动', way: '刚才动了一下，没有读完，正在接着读。' };

/** What is said of a card while it is tried again: the one thing to do first. */
export const cardTold = (code: CardReadFailure): FailureWords =>
  code === 'id-card.moved-too-early' ? MOVED : wordsOf(code);
