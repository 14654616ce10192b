import { expect, it } from 'vitest';
import { buttonsOf } from './acts.ts';

it('the way on comes first, what closes a case last', () => {
  const buttons = buttonsOf(['offer', 'refuse', 'accept', 'ask-supplement'], true);
  expect(buttons.map(({ act }) => act)).toEqual(['accept', 'ask-supplement', 'offer', 'refuse']);
});

it.each([
  [true, '收回移交'],
  [false, '不接收']
])('an offer reads from either side (owner: %s)', (isOwner, label) => {
  expect(buttonsOf(['decline'], isOwner).map((button) => button.label)).toEqual([label]);
});
