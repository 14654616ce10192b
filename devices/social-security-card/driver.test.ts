import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { ok } from '../../server/contract/result.ts';
import { chance } from '../../tests/fixtures/chance.ts';
import { readSocialSecurityCard } from './driver.ts';
import type { SmartCardPort } from './port.ts';
import { createSimulatedCardReader, type Misbehaviour, type SimulatedCard } from './sim/reader.ts';

const ascii = (text: string) => new TextEncoder().encode(text);
const hex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));
const RECORDS = new Map([
  [0x07, ascii('A12345678')],
  [0x08, ascii('110101199003070011')],
  [0x09, hex('b2e2cad4bcd7'.padEnd(60, '0'))],
  [0x0a, ascii('1')],
  [0x0b, hex('01')],
  [0x0c, hex('110101')],
  [0x0d, hex('19900307')]
]);
const CARD: SimulatedCard = { kind: 'social-security', records: RECORDS };
const PERSON = {
  provenance: 'self-declared',
  cardNumber: 'A12345678',
  number: '110101199003070011',
  name: '测试甲',
  sexCode: '1',
  nationCode: '01',
  birth: '1990-03-07',
  birthplace: '110101'
};
const COMMANDS = 9;
const without = (...tags: number[]): SimulatedCard => ({
  kind: 'social-security',
  records: new Map([...RECORDS].filter(([tag]) => !tags.includes(tag)))
});

function stage({
  card = CARD as SimulatedCard | null,
  ...options
}: {
  card?: SimulatedCard | null;
  inPieces?: number;
} = {}) {
  const reader = createSimulatedCardReader(options);
  reader.insert(card);
  const read = (deadlineMs = 0) => readSocialSecurityCard({ port: reader.port, deadlineMs });
  return { reader, read };
}
const failed = (error: string) => ({ ok: false, error });

describe('a social-security card', () => {
  it('is read with nine commands, and let go of', async () => {
    const { reader, read } = stage();
    expect(await read()).toEqual({ ok: true, value: PERSON });
    expect([reader.commands.length, reader.closed]).toEqual([COMMANDS, 1]);
  });

  it.each([255, 20, 5])('is read the same where answers are fetched in pieces of %i bytes (T=0)', async (inPieces) => {
    const { reader, read } = stage({ inPieces });
    expect(await read()).toEqual({ ok: true, value: PERSON });
    expect(reader.commands.some((command) => command.startsWith('00c0'))).toBe(true);
  });

  it('whose values are shorter than they may be is asked again with their length (T=0)', async () => {
    const short = new Map([...RECORDS, [0x09, hex('b2e2cad4bcd7')]] as const);
    const { reader, read } = stage({ card: { kind: 'social-security', records: short }, inPieces: 255 });
    expect(await read()).toEqual({ ok: true, value: PERSON });
    expect(reader.commands).toContain('00b2090008');
  });

  it('that does not say everything says the rest', async () => {
    expect(await stage({ card: without(0x07, 0x0a, 0x0b, 0x0c, 0x0d) }).read()).toEqual({
      ok: true,
      value: { ...PERSON, cardNumber: null, sexCode: null, nationCode: null, birthplace: null, birth: null }
    });
    expect(await stage({ card: without(0x09) }).read()).toEqual(failed('social-card.unreadable'));
  });

  it('that is put in a moment later, and not at once all the way, is waited for', async () => {
    const { reader, read } = stage({ card: null });
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const reading = read(60_000);
    await vi.advanceTimersByTimeAsync(50_000);
    reader.misbehave({ mute: 2 });
    reader.insert(CARD);
    await vi.advanceTimersByTimeAsync(1000);
    expect(await reading).toEqual({ ok: true, value: PERSON });
  });
});

describe('what is not read', () => {
  it('is a bank card, or anything else with a chip', async () => {
    const { reader, read } = stage({ card: { kind: 'other' } });
    expect(await read()).toEqual(failed('social-card.not-a-social-card'));
    expect(reader.closed).toBe(1);
  });

  it('is no card, by the deadline; and no reader, at once', async () => {
    const { reader, read } = stage({ card: null });
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    let told: unknown = null;
    void read(60_000).then((outcome) => {
      told = outcome;
    });
    await vi.advanceTimersByTimeAsync(59_000);
    expect(told).toBeNull();
    await vi.advanceTimersByTimeAsync(1000);
    expect(told).toEqual(failed('social-card.no-card'));
    reader.setConnected(false);
    expect(await read(60_000)).toEqual(failed('social-card.no-reader'));
  });

  it('is a card that does not answer when it is powered up, for as long as it is waited for', async () => {
    const { reader, read } = stage();
    reader.misbehave({ mute: 1000 });
    expect(await read(0)).toEqual(failed('social-card.unreadable'));
  });

  it.each(Array.from({ length: COMMANDS }, (_, index) => index + 1))(
    'is a card that is taken out at command %i, and it is whole the next time',
    async (leavesAt) => {
      const { reader, read } = stage();
      reader.misbehave({ leavesAt });
      expect(await read()).toEqual(failed('social-card.moved'));
      reader.insert(CARD);
      expect(await read()).toEqual({ ok: true, value: PERSON });
    }
  );

  it('is a card that always has more to say, or always wants another length', async () => {
    for (const first of [0x61, 0x6c]) {
      const transmit = vi.fn(async () => Uint8Array.of(first, 0x10));
      const port: SmartCardPort = { connect: async () => ok({ transmit, close: async () => {} }) };
      expect(await readSocialSecurityCard({ port, deadlineMs: 0 })).toEqual(failed('social-card.not-a-social-card'));
      expect(transmit.mock.calls.length).toBeLessThan(10);
    }
  });

  it('is a card whose reader never answers', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const { reader, read } = stage();
    reader.misbehave({ silentAt: 3 } satisfies Misbehaviour);
    const reading = read();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await reading).toEqual(failed('social-card.reader-failed'));
  });
});

it('twenty thousand damaged answers are each a card or a failure with its code, never a throw and never without an end', async () => {
  const next = chance(20_12_37);
  const { reader } = stage({ inPieces: 5 });
  const damage = (answer: Uint8Array): Uint8Array => {
    const bytes = [...answer];
    switch (next(6)) {
      case 0:
        return Uint8Array.from(bytes.slice(0, next(bytes.length + 1)));
      case 1:
        return Uint8Array.from([...bytes, ...bytes]);
      case 2:
        return Uint8Array.from(bytes, (byte) => (next(4) === 0 ? next(256) : byte));
      case 3:
        return Uint8Array.from({ length: next(300) }, () => next(256));
      case 4:
        return Uint8Array.from([...bytes.slice(0, -2), [0x61, 0x6c][next(2)] ?? 0, next(256)]);
      default:
        bytes[next(bytes.length)] = next(256);
        return Uint8Array.from(bytes);
    }
  };
  let damaged = 0;
  let most = 0;
  const outcomes = new Map<string, number>();
  while (damaged < 20_000) {
    let asked = 0;
    const port: SmartCardPort = {
      async connect() {
        const connected = await reader.port.connect();
        if (!connected.ok) return connected;
        const card = connected.value;
        return ok({
          ...card,
          async transmit(command) {
            asked++;
            const answer = await card.transmit(command);
            if (!answer || next(3) > 0) return answer;
            damaged++;
            return damage(answer);
          }
        });
      }
    };
    const read = await readSocialSecurityCard({ port, deadlineMs: 0 });
    const outcome = read.ok ? read.value.provenance : read.error;
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    most = Math.max(most, asked);
  }
  expect(most).toBeLessThanOrEqual(COMMANDS * 8);
  expect([...outcomes.keys()].sort()).toEqual([
    'self-declared',
    'social-card.not-a-social-card',
    'social-card.unreadable'
  ]);
});
