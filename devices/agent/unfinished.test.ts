import { describe, expect, it } from 'vitest';
import { ONE, OTHER, openAgent } from './testing.centre.ts';
import { failure, type Heard, type Said } from './testing.ts';

const SAID = { itemVersion: 1, answers: { mobile: '13800000000' }, corrections: [], kept: [], ways: {} };
const draftWith = (change: object = {}) => ({
  draft: {
    itemCode: 'SQ-01-001',
    prefill: { id: 'whatever', known: { name: { text: '福寿长' } } },
    draft: { ...SAID, prefillId: 'whatever', consents: ['health'], signature: 'card', passed: ['known'], ...change }
  }
});
const isKeeping = ({ method, path }: Heard) => method === 'POST' && path === '/api/my/unfinished';

/** Somebody in the middle of an application; `keeping` is what the centre says to it. */
async function midway(keeping: Said = { status: 200, body: { lastDay: '2026-11-25' } }) {
  const agent = await openAgent((heard) => (isKeeping(heard) ? keeping : null));
  await agent.tap(ONE);
  await agent.page('PUT', '/agent/draft', draftWith());
  const kept = () => agent.centre.heard.filter(isKeeping).map(({ body }) => JSON.parse(body));
  const keep = () => agent.page('POST', '/agent/draft/keep');
  return { ...agent, keep, kept };
}
const leaves = async ({ page, asked }: Awaited<ReturnType<typeof midway>>) => {
  await page('DELETE', '/agent/session');
  await expect.poll(() => asked('DELETE', '/api/sessions/current')).toHaveLength(1);
};

describe('what somebody has filled in and not handed in', () => {
  it('goes nowhere when they leave without having wanted it kept', async () => {
    const agent = await midway();
    await leaves(agent);
    expect(agent.kept()).toEqual([]);
  });

  it('is kept where they want that: what they said, with no consent and no signature', async () => {
    const { keep, kept } = await midway();
    expect(await keep()).toEqual({ status: 200, body: { lastDay: '2026-11-25' } });
    expect(kept()).toEqual([{ itemCode: 'SQ-01-001', ...SAID }]);
  });

  it('is kept as it stands when they leave, before the centre hears that they have', async () => {
    const agent = await midway();
    await agent.keep();
    await agent.page('PUT', '/agent/draft', draftWith({ answers: { mobile: '13800000001' } }));
    await leaves(agent);
    expect(agent.kept().at(-1)).toMatchObject({ answers: { mobile: '13800000001' } });
    const order = agent.centre.heard.map(({ method, path }) => `${method} ${path}`);
    expect(order.lastIndexOf('POST /api/my/unfinished')).toBeLessThan(order.indexOf('DELETE /api/sessions/current'));
    await agent.tap(OTHER);
    expect(await agent.keep()).toEqual({ status: 404, body: { error: { code: 'unfinished.none' } } });
  });

  it('is not taken for kept where the centre did not keep it', async () => {
    const agent = await midway(failure(404, 'item.unknown'));
    expect((await agent.keep()).status).toBe(404);
    await leaves(agent);
    expect(agent.kept()).toHaveLength(1);
  });

  it('of a 一件事, and of nobody’s answers, is nothing to keep', async () => {
    const { page, keep, kept } = await midway();
    await page('PUT', '/agent/draft', { draft: { ...draftWith().draft, prefills: [] } });
    expect((await keep()).status).toBe(404);
    await page('PUT', '/agent/draft', draftWith({ answers: {} }));
    expect((await keep()).status).toBe(404);
    expect(kept()).toEqual([]);
  });
});
