import type { CardReadFailure } from '../../../../devices/device.ts';
import { type FailureWords, wordsOf } from './failures.ts';
import { words } from './zh.ts';

/** What is said of a card while it is tried again: the one thing to do first. */
export const cardTold = (code: CardReadFailure): FailureWords =>
  code === 'id-card.moved-too-early' ? words.moved : wordsOf(code);
