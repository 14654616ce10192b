import type { Locator, Page } from 'playwright/test';
import { apply } from '../../../kiosk/src/lib/words/apply.ts';
import { calling } from '../../../kiosk/src/lib/words/calls.ts';
import { fromHome } from '../../../kiosk/src/lib/words/from-home.ts';
import { progress } from '../../../kiosk/src/lib/words/progress.ts';
import { proxy } from '../../../kiosk/src/lib/words/proxy.ts';
import { signing } from '../../../kiosk/src/lib/words/signing.ts';
import { ticket } from '../../../kiosk/src/lib/words/ticket.ts';
import { words } from '../../../kiosk/src/lib/words/zh.ts';
import type { Answers } from '../../../server/contract/answer.ts';
import type { Item } from '../../../server/contract/item.ts';
import { SERVICE_FIELDS } from '../../../server/contract/service-field.ts';
import { applyFor, EVERY_KIND, type Look } from '../../e2e/applying.ts';
import { agent, bench, expect, serverUrl } from '../../e2e/stage.ts';

const CANDIDATE = '.candidates li button';
/** Somebody's province and city in one go: most letters, and the longest look into the dictionary. */
const PHRASE = 'ZHEJIANGSHENGHANGZHOU';

const pathOf = (page: Page): string => new URL(page.url()).pathname;
const reaches = (page: Page, path: RegExp): Promise<void> => page.waitForURL((url) => path.test(url.pathname));
const named = (page: Page, name: string): Locator => page.getByRole('button', { name, exact: true }).first();
const below = (page: Page, name: string): Locator => page.getByRole('contentinfo').getByRole('button', { name });

/** One step back, to wherever that leads, or step by step until a page is reached. */
async function goBack(page: Page, until?: string): Promise<void> {
  do {
    const left = page.url();
    await below(page, words.frame.back).tap();
    await page.waitForURL((url) => url.href !== left);
  } while (until && pathOf(page) !== until);
}

/** What scrolls by itself has arrived. */
const comesToRest = (page: Page): Promise<void> =>
  page.locator('main').evaluate(async (main) => {
    for (let was = -1; was !== main.scrollTop; await new Promise((resolve) => setTimeout(resolve, 100)))
      was = main.scrollTop;
  });

/** Every page of a list and of a long text, forth and back again. */
async function turn(page: Page): Promise<void> {
  for (const name of ['后一页', '前一页', words.frame.more, words.frame.before]) {
    const button = page.getByRole('button', { name, exact: true, disabled: false });
    for (let turns = 0; turns < 3 && (await button.isVisible()); turns++) {
      await button.tap();
      await comesToRest(page);
    }
  }
}

/** A page that was loaded anew has fetched what it fetches ahead: on a terminal that was long before anybody came. */
const isThere = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const fetched = () => performance.getEntriesByType('resource').length;
    for (let was = -1; was !== fetched(); await new Promise((resolve) => setTimeout(resolve, 2000))) was = fetched();
  });

/** Something written in each way there is, and taken away again. */
async function tryKeys(page: Page): Promise<void> {
  const erase = named(page, '删');
  if (await named(page, 'A').isVisible()) {
    for (const letter of PHRASE) await named(page, letter).tap();
    if (await page.locator(CANDIDATE).first().isVisible()) {
      await named(page, '换一组').tap();
      while (await page.locator(CANDIDATE).first().isVisible()) await page.locator(CANDIDATE).first().tap();
      for (const key of ['符号', '1', '删', '，', '删']) await named(page, key).tap();
      while (!(await named(page, 'A').isVisible())) await page.getByRole('button', { name: /^(地址|拼音)$/ }).tap();
    }
  } else
    for (const digit of '1234567890') {
      if (!(await named(page, digit).isVisible())) return;
      await named(page, digit).tap();
      await erase.tap();
    }
}

/** Every size, colour and reach, and back to the first of each. */
async function tryLooks(page: Page): Promise<void> {
  await below(page, words.frame.look).tap();
  const sheet = page.getByRole('dialog');
  await expect(sheet).toBeVisible();
  for (const group of await sheet.getByRole('group').all()) {
    const [first, ...others] = await group.getByRole('button').all();
    for (const choice of [...others, first]) await choice?.tap();
  }
  await named(page, words.frame.close).tap();
}

/** Somebody is rung for and sent away again. */
async function ring(page: Page): Promise<void> {
  await below(page, words.person.title).tap();
  await named(page, calling.cancel).tap();
}

/** The ways that the first page offers, each back again step by step. */
async function lookAround(page: Page): Promise<void> {
  const ways = page.locator('main a');
  await expect(ways).not.toHaveCount(0);
  await isThere(page);
  await tryLooks(page);
  await ring(page);
  for (let at = 0; at < (await ways.count()); at++) {
    await ways.nth(at).tap();
    await reaches(page, /^\/terminal\//);
    await turn(page);
    await tryKeys(page);
    await goBack(page, '/terminal');
  }
}

/** A number for a window, by whoever is asked and says none of it; they do not wait after all. */
async function takeNumber(page: Page): Promise<void> {
  await page.locator('main a[href="/terminal/ticket"]').tap();
  await reaches(page, /\/ticket$/);
  await named(page, ticket.priorities.none).tap();
  await named(page, ticket.giveBack).tap();
  await named(page, ticket.giveBackNo).tap();
  await named(page, ticket.giveBack).tap();
  await named(page, ticket.giveBackYes).tap();
  await named(page, ticket.gone).tap();
  await reaches(page, /^\/terminal$/);
}

/** Something of a list, on whichever of its pages it stands. */
async function open(page: Page, path: string): Promise<void> {
  const link = page.locator(`main a[href="${path}"]`);
  await expect(page.locator('main li a').first()).toBeVisible();
  while (!(await link.isVisible())) await named(page, '后一页').tap();
  await link.tap();
  await page.waitForURL((url) => url.pathname === path);
}

/** Proofs that nobody needs, found by their letters, and who verifies one of them. */
async function lookForProof(page: Page): Promise<void> {
  await open(page, '/terminal/proofs');
  await turn(page);
  for (const letter of 'WFZ') await named(page, letter).tap();
  await page.locator('main li a').first().tap();
  await reaches(page, /\/proofs\/./);
  await turn(page);
  await goBack(page);
  await goBack(page);
}

/** What everybody may read, every field of the catalogue and every 一件事 with the guide of one of them, and the search. */
async function lookThroughCatalogue(page: Page): Promise<void> {
  await page.locator('main a[href="/terminal/browse"]').tap();
  for (const list of ['/terminal/notices', '/terminal/overdue']) {
    await page.locator(`.action a[href="${list}"]`).tap();
    await reaches(page, new RegExp(`${list}$`));
    await turn(page);
    await goBack(page);
  }
  await lookForProof(page);
  for (const room of ['/terminal/bundle', ...SERVICE_FIELDS.map(({ code }) => `/terminal/field/${code}`)]) {
    await open(page, room);
    await turn(page);
    await page.locator('main li a').last().tap();
    await reaches(page, /\/(item|bundle)\//);
    await turn(page);
    await page.locator('.action a').tap();
    await reaches(page, /\/sign-in/);
    await goBack(page, '/terminal/browse');
  }
  await page.locator('.action a[href="/terminal/search"]').tap();
  await reaches(page, /\/search$/);
  for (const letter of 'DBSHBZJZZ') {
    await named(page, letter).tap();
    await turn(page);
  }
  await named(page, '123').tap();
  await named(page, '1').tap();
  for (let letters = 0; letters < 10; letters++) await named(page, '删').tap();
  await named(page, 'ABC').tap();
  await goBack(page, '/terminal');
}

/** Everything there is to tap on a page of an application, before it is answered. */
function lookOnce(): Look {
  const seen = new Set<string>();
  return async (page, id) => {
    if (seen.has(id) || id.endsWith('.answered') || id.endsWith('.signed')) return;
    seen.add(id);
    await turn(page);
    if (id.startsWith('question')) await tryKeys(page);
    if (id === 'known' || id === 'review') await tryLooks(page);
    if (id !== 'review') return;
    await goBack(page);
    await page.goBack();
  };
}

/**
 * From the first page, or from what was handed in before, to an item's guide, the way people go: a terminal's page is loaded
 * once, and whatever it fetches ahead is there before anybody comes.
 */
async function find(page: Page, { code, field }: Item): Promise<void> {
  if (pathOf(page) === '/terminal') await page.locator('main a[href="/terminal/browse"]').tap();
  else await named(page, apply.done.again).tap();
  await reaches(page, /\/browse$/);
  for (const path of [`/terminal/field/${field}`, `/terminal/item/${code}`]) await open(page, path);
}

/** What was filled in at home: by a number that nobody was given, and by the one that was. */
const fetchedFromHome =
  (look: Look, { code: itemCode, version: itemVersion }: Item, answers: Answers): Look =>
  async (page, id) => {
    await look(page, id);
    if (id !== 'known') return;
    const kept = await page.request.post(`${serverUrl()}/api/prepared`, { data: { itemCode, itemVersion, answers } });
    const { code } = (await kept.json()) as { code: string };
    await page.locator('.action a').tap();
    await reaches(page, /\/prepared\//);
    for (const digits of ['0'.repeat(code.length), code]) {
      await named(page, '清空').tap();
      for (const digit of digits) await named(page, digit).tap();
      await named(page, fromHome.fetch).tap();
      await expect(digits === code ? page.locator('.brought') : page.getByRole('alert')).toBeVisible();
    }
    await turn(page);
    await named(page, fromHome.each).tap();
    await reaches(page, /\/apply\//);
  };

/** Who looked, and back to where it was asked. */
async function lookAtLooks(page: Page): Promise<void> {
  await page.locator('a[href$="/looks"]').tap();
  await reaches(page, /\/looks$/);
  await turn(page);
  await goBack(page);
}

/** What waits for somebody's signature, as far as it is signed, and who may act for them, as far as it is taken back. */
async function lookAtFamily(page: Page): Promise<void> {
  await bench.tap('he-chu-xun');
  await page.locator('main a[href="/terminal/signing"]').tap();
  await page.locator('main li button').first().tap();
  await turn(page);
  await named(page, signing.agree).tap();
  await named(page, signing.sign).tap();
  for (let steps = 0; steps < 2; steps++) await below(page, words.frame.back).tap();
  await goBack(page);
  await open(page, '/terminal/relations');
  await page.locator('main li button').first().tap();
  await named(page, proxy.keep).tap();
  await goBack(page);
}

/** How a case stands: by the short code as far as it can be typed, and by the card. */
async function lookUp(page: Page): Promise<void> {
  await page.goto(new URL('/terminal/progress', page.url()).href);
  await isThere(page);
  for (const way of [progress.short, progress.number]) {
    await page.getByRole('button', { name: way }).tap();
    await tryKeys(page);
    await page.getByRole('button', { name: progress.find }).tap();
    await below(page, words.frame.back).tap();
  }
  await page.getByRole('button', { name: progress.card }).tap();
  await bench.tap('wan-shi-tong');
  await lookAtLooks(page);
  await page.locator('main li a').first().tap();
  await page.getByRole('button', { name: progress.withdraw }).tap();
  await page.getByRole('button', { name: progress.withdrawNo }).tap();
  await turn(page);
  await lookAtLooks(page);
  await goBack(page);
  await goBack(page);
  await expect(page.locator('main nav a')).not.toHaveCount(0);
}

/** Leaves for good, by the way that a page offers. */
async function leave(page: Page, by: (page: Page) => Promise<void>): Promise<void> {
  await by(page);
  await reaches(page, /^\/terminal$/);
  await bench.lift();
  await isThere(page);
}

async function end(page: Page): Promise<void> {
  for (const answer of [words.endAsk.no, words.endAsk.yes]) {
    await below(page, words.frame.end).tap();
    await named(page, answer).tap();
  }
}

export type Stage = (page: Page) => Promise<void>;

/** Everything at the terminal, in stages: between any two of them something else may be looked at. */
export function journey(): readonly Stage[] {
  const look = lookOnce();
  const takeAway = (page: Page) => named(page, apply.done.end).tap();
  const applications = EVERY_KIND.map(
    (code): Stage =>
      async (page) => {
        await applyFor(page, code, { look, open: find });
        await turn(page);
      }
  );
  return [
    lookAround,
    takeNumber,
    lookThroughCatalogue,
    ...applications,
    // It was begun at home, others have to sign it, and one of them comes by.
    async (page) => {
      const item = await agent<Item>('/api/catalogue/items/SQ-05-001');
      const answers = { mobile: '13800000000', income: 4860, assets: '自有住房一套', staffKin: false };
      await applyFor(page, item.code, { look: fetchedFromHome(look, item, answers), open: find });
      await leave(page, takeAway);
      await lookAtFamily(page);
      await leave(page, end);
    },
    // Of somebody about whom nothing is known everything is asked.
    async (page) => {
      await applyFor(page, 'SQ-05-004', { card: 'nothing', look, open: find });
      await leave(page, takeAway);
    },
    async (page) => {
      await lookUp(page);
      await leave(page, end);
    }
  ];
}
