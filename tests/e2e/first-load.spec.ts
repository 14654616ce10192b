import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright/test';
import { words } from '../../kiosk/src/lib/words/zh.ts';
import { agentUrl, bench, expect, test } from './stage.ts';

const MOST_FONT_BYTES = 300_000;
const MOST_SCRIPT_BYTES = 60_000;
const build = new URL('../../build/client/', import.meta.url);
const FILES = /^\/(_app|fonts|pinyin)\//;

interface Fetched {
  readonly path: string;
  /** Asked for before anything stood on the screen. */
  readonly isEarly: boolean;
  /** As it went over the line. */
  readonly bytes: number;
}

/** The files that a page has fetched so far. */
async function filesOf(page: Page): Promise<readonly Fetched[]> {
  const all = await page.evaluate(() => {
    const [painted] = performance.getEntriesByName('first-contentful-paint');
    if (!painted) throw new Error('nothing was painted yet');
    const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    return entries.map(({ name, startTime, encodedBodySize }) => {
      return { path: new URL(name).pathname, isEarly: startTime < painted.startTime, bytes: encodedBodySize };
    });
  });
  return all.filter(({ path }) => FILES.test(path));
}
/** What only sheets, the keyboard for characters, its dictionary and the voice say in their code. */
const LATER = ['<dialog', '换一组', '/pinyin/words.txt', '/agent/speech'];

/** The text of every script among some files. */
async function scriptsOf(files: readonly Fetched[]): Promise<string> {
  const scripts = files.filter(({ path }) => path.endsWith('.js'));
  return (await Promise.all(scripts.map(({ path }) => readFile(new URL(`.${path}`, build), 'utf8')))).join('\n');
}
const bytesOf = (files: readonly Fetched[]): number => files.reduce((sum, { bytes }) => sum + bytes, 0);

test.beforeEach(() => bench.reset());

test('the first page needs little: letters of 300 kB at most, and scripts of 60 kB', async ({ page }) => {
  // The processor never comes to rest: nothing is fetched ahead, and what comes is what the page itself needs.
  await page.addInitScript(() => {
    window.requestIdleCallback = () => 0;
  });
  await page.goto(`${agentUrl()}/terminal`);
  await expect(page.getByRole('link', { name: /高龄津贴/ })).toBeVisible();
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const files = await filesOf(page);
  const fonts = files.filter(({ path }) => path.endsWith('.woff2'));
  expect(fonts.length).toBeGreaterThan(0);
  expect(bytesOf(fonts)).toBeLessThanOrEqual(MOST_FONT_BYTES);

  const scripts = files.filter(({ path, isEarly }) => isEarly && path.endsWith('.js'));
  expect(scripts.length).toBeGreaterThan(0);
  expect(bytesOf(scripts)).toBeLessThanOrEqual(MOST_SCRIPT_BYTES);
});

test('sheets, keyboards and the rest of the letters come after the first paint, by themselves, before anybody needs them', async ({
  page
}) => {
  const dictionary = page.waitForResponse('**/pinyin/words.txt', { timeout: 30_000 });
  await page.goto(`${agentUrl()}/terminal`);
  // The last of what is fetched ahead.
  await dictionary;
  const files = await filesOf(page);
  const [early, late] = [files.filter(({ isEarly }) => isEarly), files.filter(({ isEarly }) => !isEarly)];
  const paths = (of: readonly Fetched[]) => of.map(({ path }) => path);
  const letters = ['/fonts/400-own-1.woff2', '/fonts/700-own-1.woff2'];
  expect(paths(late)).toEqual(expect.arrayContaining(letters));
  const [first, rest] = [await scriptsOf(early), await scriptsOf(late)];
  expect(first).not.toBe('');
  for (const mark of LATER) {
    expect(first).not.toContain(mark);
    expect(rest).toContain(mark);
  }

  // Whatever becomes of this machine's files now, it is all there.
  await page.route(
    ({ pathname }) => FILES.test(pathname),
    (route) => route.abort()
  );
  await page.getByRole('contentinfo').getByRole('button', { name: words.frame.look }).tap();
  await page.getByRole('dialog').getByRole('button', { name: words.frame.close }).tap();
  await page.getByRole('link', { name: words.idle.search }).tap();
  for (const letter of 'DB') await page.getByRole('button', { name: letter, exact: true }).tap();
  await expect(page.getByText('最低生活保障申请')).toBeVisible();
});
