import { halfDone } from '#lib/words/calls.ts';
import type { CallApplication } from '../../../../../server/contract/call-wire.ts';
import { CONSENT } from '../words.ts';

/** Which page of an application somebody stood on when they called, as a clerk would say it; null of no page of it. */
export function stoppedAt(
  { answers, materials }: Pick<CallApplication, 'answers' | 'materials'>,
  page: string
): string | null {
  const [kind = '', key = ''] = page.split('.');
  switch (kind) {
    case 'question':
      return answers.find((row) => row.key === key)?.label ?? null;
    case 'material':
      return materials.find((row) => row.key === key)?.name ?? null;
    case 'consent':
      return halfDone.pages.consent(CONSENT[key] ?? key);
    case 'known':
    case 'review':
    case 'signature':
    case 'confirm':
      return halfDone.pages[kind];
    default:
      return null;
  }
}
