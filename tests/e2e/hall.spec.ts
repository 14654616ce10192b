import type { BrowserContext, Page } from 'playwright/test';
import { BOTH, keepLook, see } from './desk.ts';
import { openLine } from './line.ts';
import { bench, expect, server, serverUrl, test } from './stage.ts';
import { counterOf, emptyHall, take } from './tickets.ts';

test.beforeEach(async () => {
  await bench.reset();
  await emptyHall();
});
test.afterEach(emptyHall);

const hall = (page: Page, at = serverUrl()) => page.goto(`${at}/hall`);
const number = (page: Page) => page.locator('[data-call] .number');
const lost = (page: Page) => page.getByText(/连不上中心，这是\d+秒前的情况/);

/** A page that writes down what it says, one after the other. */
async function listening(
  context: BrowserContext,
  at = serverUrl()
): Promise<{ page: Page; said: () => Promise<string[]> }> {
  const page = await context.newPage();
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.addInitScript(() => {
    // As a browser is that nobody has set up; one without a screen lets everything be heard.
    let touched = false;
    window.addEventListener('pointerdown', () => (touched = true), true);
    const { resume } = AudioContext.prototype;
    AudioContext.prototype.resume = function () {
      return touched ? resume.call(this) : Promise.reject(new DOMException('nobody has touched it', 'NotAllowedError'));
    };
    globalThis.AudioContext = class extends AudioContext {
      constructor() {
        super();
        void this.suspend();
      }
    };
    const said: string[] = [];
    let last = '';
    const look = () => {
      const shown = document.querySelector('[data-saying]')?.textContent ?? '';
      const saying = /[ABY]\d+/.exec(shown)?.[0] ?? '';
      if (saying !== last && saying) said.push(saying);
      last = saying;
      document.documentElement?.setAttribute('data-said', said.join(' '));
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, attributeFilter: ['data-saying'] });
    const count = (kind: 'strokes' | 'pieces') => {
      const root = document.documentElement;
      root.setAttribute(`data-${kind}`, String(Number(root.getAttribute(`data-${kind}`) ?? 0) + 1));
    };
    const { start: strike } = OscillatorNode.prototype;
    OscillatorNode.prototype.start = function (when) {
      count('strokes');
      strike.call(this, when);
    };
    const { start: play } = AudioBufferSourceNode.prototype;
    AudioBufferSourceNode.prototype.start = function (when) {
      count('pieces');
      play.call(this, when);
    };
  });
  await hall(page, at);
  return {
    page,
    said: async () => ((await page.locator('html').getAttribute('data-said')) ?? '').split(' ').filter(Boolean)
  };
}
const played = async (page: Page, kind: 'strokes' | 'pieces') =>
  Number((await page.locator('html').getAttribute(`data-${kind}`)) ?? 0);

test('before anybody is called it says how it goes; each call is on every display within a second', async ({
  context,
  page,
  desk
}) => {
  const other = await context.newPage();
  await page.setViewportSize({ width: 1920, height: 1080 });
  await other.setViewportSize({ width: 1080, height: 1920 });
  await Promise.all([hall(page), hall(other)]);
  await expect(page.getByText('还没有开始叫号')).toBeVisible();
  await keepLook(page, 'hall-empty');
  const [first, second] = [counterOf(await desk('clerk')), counterOf(await desk('clerk2'))];
  await first.sit('1号窗口');
  await second.sit('2号窗口');
  for (let one = 0; one < 5; one++) await take();
  await expect(page.getByText('5人在等')).toBeVisible();
  let serving: string | null = null;
  for (const at of [1, 2, 3]) {
    const called = await first.next(serving);
    serving = called.id;
    await Promise.all(
      [page, other].map(async (display) => {
        await expect(number(display)).toHaveText(called.number, { timeout: 1000 });
        await expect(display.locator('[data-call]')).toContainText('1号窗口');
        await expect(display.getByRole('region', { name: '刚才叫过' }).getByRole('listitem')).toHaveCount(at - 1);
      })
    );
  }
  const last = await second.next();
  for (const display of [page, other]) {
    await expect(number(display)).toHaveText(last.number);
    const counters = display.getByRole('region', { name: '各窗口正在办' });
    await expect(counters.getByRole('listitem')).toHaveText([/1号窗口\s*A003/, /2号窗口\s*A004/]);
    await expect(display.getByText('1人在等')).toBeVisible();
  }
  await see(page, 'hall', BOTH);
  await see(other, 'hall-upright', BOTH);
  await page.setViewportSize({ width: 3840, height: 2160 });
  await keepLook(page, 'hall-4k');
});

test('calls are said one after the other, a recall again, and nothing before somebody has touched the page', async ({
  context,
  desk
}) => {
  const { page, said } = await listening(context);
  const [first, second] = [counterOf(await desk('clerk')), counterOf(await desk('clerk2'))];
  await first.sit('1号窗口');
  await second.sit('2号窗口');
  for (let one = 0; one < 3; one++) await take();
  await expect(page.getByText('点一下屏幕，才有声音')).toBeVisible();
  const a1 = await first.next();
  await expect(number(page)).toHaveText('A001');
  await page.mouse.click(600, 300);
  await expect(page.getByText('点一下屏幕，才有声音')).toBeHidden();
  expect(await said()).toEqual([]);

  // Two at once: the second waits, and what is said of each is its number and its counter.
  await second.next();
  await first.act(a1.id, 'recall');
  await expect.poll(said, { timeout: 5000 }).toEqual(['A002']);
  expect(await played(page, 'strokes')).toBe(2);
  await expect.poll(said, { timeout: 12_000 }).toEqual(['A002', 'A001']);
  await expect.poll(() => played(page, 'strokes')).toBe(4);
  // A, three digits, 号请到, a digit, 号窗口: of each.
  await expect.poll(() => played(page, 'pieces'), { timeout: 12_000 }).toBe(14);
  await first.act(a1.id, 'recall');
  await expect.poll(said, { timeout: 12_000 }).toEqual(['A002', 'A001', 'A001']);
  await page.close();
});

test('a cut is seen by its age, and what was missed is shown and said once; a page loaded anew says nothing again', async ({
  context,
  desk
}) => {
  test.setTimeout(90_000);
  const line = await openLine(serverUrl());
  const { page, said } = await listening(context, line.url);
  const clerk = counterOf(await desk('clerk'));
  await clerk.sit('1号窗口');
  for (let one = 0; one < 3; one++) await take();
  await page.mouse.click(600, 300);
  const a1 = await clerk.next();
  await expect.poll(said, { timeout: 5000 }).toEqual(['A001']);

  line.cut();
  await expect(lost(page)).toBeVisible({ timeout: 5000 });
  await expect(page.getByText('请听工作人员叫号')).toBeVisible();
  await keepLook(page, 'hall-cut');
  await clerk.next(a1.id);
  await expect(number(page)).toHaveText('A001');
  line.mend();
  await expect(number(page)).toHaveText('A002');
  await expect(lost(page)).toBeHidden();
  await expect.poll(said, { timeout: 12_000 }).toEqual(['A001', 'A002']);

  // The line stays, and nothing comes over it any more.
  server.freeze();
  try {
    await expect(page.getByText(/这是1\d秒前的情况/)).toBeVisible({ timeout: 20_000 });
    await expect(number(page)).toHaveText('A002');
  } finally {
    server.thaw();
  }
  await expect(lost(page)).toBeHidden({ timeout: 15_000 });

  await page.reload();
  await page.mouse.click(600, 300);
  await expect(number(page)).toHaveText('A002');
  expect(await said()).toEqual([]);
  await page.close();
  await line.close();
});

test('of several displays one speaks', async ({ page, desk }) => {
  await page.goto(`${serverUrl()}/hall?sound=off&contrast=yellow-on-black`);
  await expect(page.getByText('还没有开始叫号')).toBeVisible();
  await expect(page.getByText('点一下屏幕，才有声音')).toBeHidden();
  await expect(page.locator('html')).toHaveAttribute('data-contrast', 'yellow-on-black');
  const clerk = counterOf(await desk('clerk'));
  await clerk.sit('1号窗口');
  await take();
  await page.mouse.click(600, 300);
  await clerk.next();
  await expect(number(page)).toHaveText('A001');
  await expect(page.locator('[data-saying]')).toHaveCount(0);
});
