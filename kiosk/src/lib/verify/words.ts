import { wordsOf } from '#lib/words/failures.ts';

/** Why a notice was not found genuine, to whoever checks it wherever they are. */
export function failedText(code: string): string {
  if (code === 'agent.away') return '连不上中心，没有核对成。请过一会儿再试。';
  const { text, way } = wordsOf(code);
  return text + way;
}
