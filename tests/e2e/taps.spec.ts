import { type Seen, UNDISTURBED_MS, watchTaps } from '../bench/taps/watching.ts';
import { expect, test } from './stage.ts';

const PAGE = `<h1>试</h1>
  <style>:active { background: red }</style>
  <button onclick="const end = performance.now() + 80; while (performance.now() < end); this.textContent = '好'">慢</button>
  <button onclick="setTimeout(() => document.body.append('来了'), 120)">晚</button>
  <button>哑</button>`;

test('a tap is measured from the finger to what it changed on the screen; the look of a pressed button is no answer', async ({
  page
}) => {
  const seen: Seen[] = [];
  await page.exposeBinding('tell', (_, one: Seen) => void seen.push(one));
  await page.addInitScript(watchTaps, { undisturbedMs: UNDISTURBED_MS });
  await page.goto(`data:text/html;charset=utf-8,${encodeURIComponent(PAGE)}`);
  const tapped = () => seen.flatMap((one) => (one.kind === 'tap' ? [one.ms] : []));
  for (const [at, name] of ['慢', '晚'].entries()) {
    await page.getByRole('button', { name }).tap();
    await expect.poll(tapped).toHaveLength(at + 1);
  }
  const [slow = 0, late = 0] = tapped();
  expect(slow).toBeGreaterThanOrEqual(80);
  expect(late).toBeGreaterThanOrEqual(120);
  await expect.poll(() => seen.some(({ kind }) => kind === 'long')).toBe(true);

  await page.getByRole('button', { name: '哑' }).tap();
  await expect.poll(() => seen.find(({ kind }) => kind === 'unanswered')).toMatchObject({ name: '哑' });
  expect(tapped()).toHaveLength(2);
});
