import { afterEach, expect, it, vi } from 'vitest';
import type { SpeechRequest, Voice } from '../device.ts';
import { createVoice } from './driver.ts';
import type { Engine } from './engine.ts';
import { createSimulatedProgram, type ProgramCondition } from './sim/program.ts';

let voice: Voice;
afterEach(() => voice.close());

const waitFor = <T>(check: () => T) => vi.waitFor(check, { interval: 5 });
const request = (text: string, change: Partial<SpeechRequest> = {}): SpeechRequest => ({
  text,
  rate: 'normal',
  names: [],
  ...change
});

async function start(condition: ProgramCondition = 'well', engine: Engine = 'espeak-ng') {
  const simulated = createSimulatedProgram();
  simulated.setCondition(condition);
  voice = createVoice({ program: simulated.program, engine, timings: { deadline: 60, look: 20 } });
  const shows = (status: Voice['status']) => waitFor(() => expect(voice.status).toEqual(status));
  if (condition === 'well') await shows({ state: 'ready' });
  return { simulated, shows };
}

it('speaks with espeak-ng in pinyin, which it reads from its standard input', async () => {
  const { simulated } = await start();
  const spoken = await voice.speak(request('重庆的单*明，您好', { rate: 'slow', names: ['单*明'] }));
  expect(spoken).toMatchObject({ ok: true });
  expect(simulated.asked().at(-1)).toEqual({
    arguments: ['-v', 'cmn-latn-pinyin', '-s', '120', '--stdin', '--stdout'],
    settings: {},
    input: 'chong2 qing4 de0 shan4 mou3 ming2, nin2 hao3\n'
  });
});

it('speaks with another program in Chinese', async () => {
  const { simulated } = await start('well', 'command');
  await voice.speak(request('还有30秒', { rate: 'slow' }));
  expect(simulated.asked().at(-1)).toEqual({
    arguments: [],
    settings: { SPEECH_RATE: 'slow' },
    input: '还有三十秒\n'
  });
});

it.each<[ProgramCondition, Voice['status'], string]>([
  ['absent', { state: 'absent' }, 'speech.absent'],
  ['dying', { state: 'fault', code: 'speech.failed' }, 'speech.failed'],
  ['silent', { state: 'fault', code: 'speech.failed' }, 'speech.failed'],
  ['garbage', { state: 'fault', code: 'speech.failed' }, 'speech.failed'],
  ['slow', { state: 'fault', code: 'speech.slow' }, 'speech.slow']
])('an engine that is %s is told as what it is, and found again once it speaks', async (condition, status, error) => {
  const { simulated, shows } = await start(condition);
  expect(await voice.speak(request('您好'))).toEqual({ ok: false, error });
  await shows(status);
  simulated.setCondition('well');
  await shows({ state: 'ready' });
  expect(await voice.speak(request('您好'))).toMatchObject({ ok: true });
});

it('an engine that breaks while it is used is told, too', async () => {
  const { simulated, shows } = await start();
  simulated.setCondition('dying');
  await voice.speak(request('您好'));
  await shows({ state: 'fault', code: 'speech.failed' });
});

it('has one voice: what is said now cuts off what was said before', async () => {
  const { simulated } = await start();
  simulated.setCondition('slow');
  const before = voice.speak(request('前一句'));
  simulated.setCondition('well');
  expect(await voice.speak(request('后一句'))).toMatchObject({ ok: true });
  expect(await before).toEqual({ ok: false, error: 'speech.cancelled' });
  expect(voice.status).toEqual({ state: 'ready' });
});

it('stops the engine where whoever asked went away', async () => {
  const { simulated } = await start();
  simulated.setCondition('slow');
  const leaving = new AbortController();
  const spoken = voice.speak(request('您好', { signal: leaving.signal }));
  expect(simulated.running()).toBe(1);
  leaving.abort();
  expect(await spoken).toEqual({ ok: false, error: 'speech.cancelled' });
  expect(simulated.running()).toBe(0);
});

it('says again at once what it said before, each rate for itself, until somebody leaves', async () => {
  const { simulated } = await start();
  const count = simulated.asked().length;
  const first = await voice.speak(request('您好'));
  expect(await voice.speak(request('您好'))).toEqual(first);
  expect(simulated.asked()).toHaveLength(count + 1);
  await voice.speak(request('您好', { rate: 'slow' }));
  expect(simulated.asked()).toHaveLength(count + 2);
  voice.forget();
  await voice.speak(request('您好'));
  expect(simulated.asked()).toHaveLength(count + 3);
});
