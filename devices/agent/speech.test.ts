import { expect, it, vi } from 'vitest';
import type { ProgramCondition } from '../speech/sim/program.ts';
import { recordingOf } from '../speech/wav.ts';
import { card, ONE, openAgent } from './testing.centre.ts';

async function open() {
  const opened = await openAgent();
  const { page, terminal } = opened;
  const speech = async () => (await page('GET', '/agent/status')).body.devices.speech;
  await vi.waitFor(async () => expect(await speech()).toEqual({ state: 'ready' }), { interval: 5 });
  const say = (body: unknown, signal?: AbortSignal) =>
    fetch(`${terminal.url}/agent/speech`, {
      method: 'POST',
      headers: { ...terminal.headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      ...(signal ? { signal } : {})
    });
  return { ...opened, speech, say, inputs: () => terminal.speech.asked().map(({ input }) => input) };
}

it('a page is given what it wants to say as sound, kept by nobody on the way', async () => {
  const { say, inputs } = await open();
  const answer = await say({ text: '还有30秒', rate: 'slow' });
  expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
    200,
    'audio/wav',
    'no-store'
  ]);
  expect(recordingOf(new Uint8Array(await answer.arrayBuffer()))?.seconds).toBeGreaterThan(0);
  expect(inputs().at(-1)).toBe('还有三十秒\n');
});

it('who is here lends their name to what is said, with what is hidden of it', async () => {
  const { say, tap, inputs } = await open();
  await tap(card('单小明'));
  await say({ text: '单*明，单小明', rate: 'normal' });
  expect(inputs().at(-1)).toBe('单某明，单小明\n');
});

it.each<[ProgramCondition, string, object]>([
  ['absent', 'speech.absent', { state: 'absent' }],
  ['dying', 'speech.failed', { state: 'fault', code: 'speech.failed' }],
  ['slow', 'speech.slow', { state: 'fault', code: 'speech.slow' }]
])('an engine that is %s is an answer and a status', async (condition, code, status) => {
  const { terminal, say, speech } = await open();
  terminal.speech.setCondition(condition);
  const answer = await say({ text: '您好', rate: 'normal' });
  expect([answer.status, await answer.json()]).toEqual([409, { error: { code } }]);
  expect(await speech()).toEqual(status);
});

it('a page that goes away stops the engine', async () => {
  const { terminal, say, speech } = await open();
  terminal.speech.setCondition('slow');
  const leaving = new AbortController();
  const said = say({ text: '您好', rate: 'normal' }, leaving.signal).catch(() => 'gone');
  await vi.waitFor(() => expect(terminal.speech.running()).toBe(1), { interval: 5 });
  leaving.abort();
  expect(await said).toBe('gone');
  await vi.waitFor(() => expect(terminal.speech.running()).toBe(0), { interval: 5 });
  // It was stopped, and did not come to its deadline: that would be a fault.
  expect(await speech()).toEqual({ state: 'ready' });
});

it('nothing of what was said is kept once somebody has left', async () => {
  const { page, say, tap, inputs } = await open();
  await tap(ONE);
  const hello = { text: '您好', rate: 'normal' };
  await say(hello);
  await say(hello);
  expect(inputs().filter((one) => one === '您好\n')).toHaveLength(1);
  await page('DELETE', '/agent/session');
  await say(hello);
  expect(inputs().filter((one) => one === '您好\n')).toHaveLength(2);
});

it.each([
  [{ text: '您好' }],
  [{ text: '您好', rate: 'fast' }],
  [{ text: '您好', rate: 'normal', voice: '../../etc/passwd' }],
  [{ text: '', rate: 'normal' }],
  [{ text: '→ ★', rate: 'normal' }],
  [{ text: '好'.repeat(401), rate: 'normal' }]
])('%o is malformed, and reaches no engine', async (body) => {
  const { say, inputs } = await open();
  const before = inputs().length;
  const answer = await say(body);
  expect([answer.status, await answer.json()]).toEqual([400, { error: { code: 'request.malformed' } }]);
  expect(inputs()).toHaveLength(before);
});

it('no page but a page of the agent is spoken for', async () => {
  const { terminal, inputs } = await open();
  const before = inputs().length;
  const answer = await fetch(`${terminal.url}/agent/speech`, {
    method: 'POST',
    headers: { origin: terminal.url, 'content-type': 'application/json' },
    body: JSON.stringify({ text: '您好', rate: 'normal' })
  });
  expect([answer.status, inputs().length]).toEqual([403, before]);
});
