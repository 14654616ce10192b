import type { Application } from '../cases/submission-rules.ts';
import type { SittingDraft } from '../contract/sitting-wire.ts';

/** What a clerk filled in as an application: the hand is on paper, or there is none yet. */
export function applicationOf({ key: _, corrections: __, signed, ...said }: SittingDraft): Application {
  return { ...said, signature: signed ? 'paper' : null };
}
