import { expect, it } from 'vitest';
import { refusalWords } from './refusal.ts';

it('each ground says what is refused, upon which law, and what else can be done', () => {
  for (const ground of ['unlisted', 'answerable', 'reasons'] as const) {
    const { sentence, laws, way } = refusalWords(ground, '招商引资包保', '没有给经费');
    expect(sentence).toContain('“招商引资包保”');
    expect(sentence).toContain('不予准入');
    expect(laws[0]).toContain('中发〔2017〕13号');
    expect(way).not.toBe('');
  }
  expect(refusalWords('answerable', '某事', '').laws.join()).toContain('责任主体');
  expect(refusalWords('reasons', '某事', '没有给经费').sentence).toContain('没有给经费');
});
