import { describe, expect, it } from 'vitest';
import { newSecret, sign, signatureProblem } from './signature.ts';

// The example of the specification and of its reference libraries.
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const ID = 'msg_p5jXN8AQM9LWM0D4loKWxJek';
const BODY = '{"test": 2432232314}';
const SIGNATURE = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
const AT = new Date(1_614_265_330_000);

const after = (seconds: number) => new Date(AT.getTime() + seconds * 1000);
const signed = sign([SECRET], ID, AT, BODY);
const problem = (change: Partial<typeof signed> = {}, now = AT, body = BODY, secrets = [SECRET]) =>
  signatureProblem(secrets, { ...signed, ...change }, now, body);

describe('a signature', () => {
  it('is the one of Standard Webhooks', () => {
    expect(signed).toEqual({ 'webhook-id': ID, 'webhook-timestamp': '1614265330', 'webhook-signature': SIGNATURE });
    expect(problem()).toBeNull();
  });

  it('is found among others, of other versions and other secrets', () => {
    const other = 'v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=';
    expect(problem({ 'webhook-signature': `${other} v1a,abc ${SIGNATURE} ${other}` })).toBeNull();
    expect(problem({ 'webhook-signature': SIGNATURE.replace('v1,', 'v2,') })).toBe('webhook.signature');
  });

  it('counts for the earlier secret while the new one is put in, at both ends', () => {
    const next = newSecret();
    const both = sign([next, SECRET], ID, AT, BODY);
    expect(signatureProblem([SECRET], both, AT, BODY)).toBeNull();
    expect(signatureProblem([next], both, AT, BODY)).toBeNull();
    expect(problem({}, AT, BODY, [next, SECRET])).toBeNull();
    expect(problem({}, AT, BODY, [next])).toBe('webhook.signature');
    expect(problem({}, AT, BODY, [])).toBe('webhook.signature');
  });

  it.each([
    ['another body', {}, `${BODY} `],
    ['another id', { 'webhook-id': 'msg_other' }, BODY],
    ['another time', { 'webhook-timestamp': '1614265331' }, BODY],
    ['no signature', { 'webhook-signature': '' }, BODY],
    ['a signature of nothing', { 'webhook-signature': 'v1,' }, BODY],
    ['half a signature', { 'webhook-signature': SIGNATURE.slice(0, 30) }, BODY]
  ])('is refused with %s', (_, change, body) => {
    expect(problem(change, AT, body)).toBe('webhook.signature');
  });

  it('counts for five minutes each way', () => {
    expect([-301, -300, 0, 300, 301].map((seconds) => problem({}, after(seconds)))).toEqual([
      'webhook.timestamp',
      null,
      null,
      null,
      'webhook.timestamp'
    ]);
  });

  it('is refused without an id or a time, however well it is made', () => {
    expect(signatureProblem([SECRET], sign([SECRET], '', AT, BODY), AT, BODY)).toBe('webhook.signature');
    const untimed = sign([SECRET], ID, new Date(Number.NaN), BODY);
    expect(signatureProblem([SECRET], untimed, AT, BODY)).toBe('webhook.timestamp');
  });

  it('needs a secret of its own each time', () => {
    expect(newSecret()).not.toBe(newSecret());
    expect(newSecret()).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  });
});
