import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { messageLimit, messageOf } from './message.ts';

const message = z.strictObject({ said: z.unknown() });
const app = new Hono()
  .use(messageLimit)
  .post('*', async (c) => c.json((await messageOf(c, message)) ? 'taken' : 'malformed'));
const JSON_TYPE = 'application/json';
const say = async (body: BodyInit, type = JSON_TYPE, path = '/agent/session/read') => {
  const answer = await app.request(path, { method: 'POST', headers: { 'content-type': type }, body });
  return answer.status === 200 ? answer.json() : (await answer.json()).error.code;
};
const nested = (depth: number) => `{"said":${'['.repeat(depth)}${']'.repeat(depth)}}`;

describe('a message', () => {
  it.each([JSON_TYPE, 'application/json; charset=utf-8', 'application/json;charset=UTF-8'])(
    'that says it is %s is read',
    async (type) => {
      expect(await say('{"said":1}', type)).toBe('taken');
    }
  );

  // The three that a form of a foreign page may send without asking first, and what only looks like ours.
  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain; application/json',
    'application/json-patch+json',
    'application/json; charset=gbk',
    ''
  ])('that says it is %j is not', async (type) => {
    expect(await say('{"said":1}', type)).toBe('malformed');
  });

  it.each(['', '{', 'null', '[]', '"said"', '{"said":1}}', '{"said":1,"more":2}', '{"__proto__":{"said":1}}', '{}'])(
    '%j is malformed',
    async (body) => {
      expect(await say(body)).toBe('malformed');
    }
  );

  it('may be nested as deep as a signature or a table, and no deeper, however deep', async () => {
    expect(await say(nested(14))).toBe('taken');
    expect(await say(nested(17))).toBe('malformed');
    expect(await say(nested(2_000_000), JSON_TYPE, '/agent/draft')).toBe('malformed');
  });

  it('may be a line; a draft and an application may have a photo in them', async () => {
    const large = (length: number) => JSON.stringify({ said: 'x'.repeat(length) });
    expect(await say(large(15_000))).toBe('taken');
    expect(await say(large(16_000))).toBe('request.too-large');
    for (const path of ['/agent/draft', '/agent/submit']) {
      expect(await say(large(5_900_000), JSON_TYPE, path)).toBe('taken');
      expect(await say(large(6_000_000), JSON_TYPE, path)).toBe('request.too-large');
    }
  });
});
