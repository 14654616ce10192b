import { type BrowserContext, chromium, type Page } from 'playwright/test';
import { CHROMIUM_ARGUMENTS, chromiumPath } from '../chromium.ts';
import { agentUrl, bench, PORTRAIT } from '../e2e/stage.ts';
import setUp from '../instance.setup.ts';
import { quantile, type Report } from './report.ts';
import { allGroups, groupOf, type Row, rowOf, rowsOf } from './taps/groups.ts';
import { journey } from './taps/journey.ts';
import { type Seen, UNDISTURBED_MS, watchTaps } from './taps/watching.ts';

/** How many times slower than this machine a terminal's is taken to be. */
const THROTTLE = 4;
const BUDGET_MS = 100;
const REFERENCE_TAPS = 12;
const REFERENCE = 'data:text/html,<button onclick="this.textContent=Math.random()">0</button>';

interface Watched {
  readonly seen: readonly Seen[];
  /** Does something with the page while it is slowed. At rest it is not: slowing takes most of a core, idle or not. */
  slowed(act: (page: Page) => Promise<void>): Promise<void>;
}

/** A page that tells what it sees. */
async function openPage(context: BrowserContext, url: string): Promise<Watched> {
  const seen: Seen[] = [];
  const page = await context.newPage();
  await page.exposeBinding('tell', (_, one: Seen) => void seen.push(one));
  await page.addInitScript(watchTaps, { undisturbedMs: UNDISTURBED_MS });
  const session = await context.newCDPSession(page);
  const throttle = (rate: number) => session.send('Emulation.setCPUThrottlingRate', { rate });
  await page.goto(url);
  return {
    seen,
    slowed: async (act) => {
      await throttle(THROTTLE);
      await act(page);
      await throttle(1);
    }
  };
}

/** Drives every page, and between its stages a page that is nothing but a button: whatever else the machine does meets both. */
async function drive(context: BrowserContext): Promise<{ own: readonly Seen[]; reference: readonly Seen[] }> {
  const terminal = await openPage(context, `${agentUrl()}/terminal`);
  const blank = await openPage(context, REFERENCE);
  const stages = journey();
  for (const [at, stage] of stages.entries()) {
    console.error(`part ${at + 1} of ${stages.length}`);
    await blank.slowed(async (page) => {
      for (let taps = 0; taps < REFERENCE_TAPS; taps++) await page.getByRole('button').tap();
    });
    await terminal.slowed(stage);
  }
  return { own: terminal.seen, reference: blank.seen };
}

const lineOf = ({ what, taps, p50, p98, worst, longTasks, longestTask }: Row): string =>
  [
    what.padEnd(26 - (what.match(/[^\0-\x7f…]/g) ?? []).length),
    ...[taps, p50, p98, worst, longTasks, longestTask].map((figure) => String(figure).padStart(9))
  ].join('');

const SLOWEST = 12;
/** The taps to begin with, for whoever makes them faster. */
const slowest = (seen: readonly Seen[]): readonly string[] =>
  seen
    .flatMap((one) => (one.kind === 'tap' ? [one] : []))
    .sort((one, another) => another.ms - one.ms)
    .slice(0, SLOWEST)
    .map(
      ({ ms, name, place }) => `  ${Math.round(ms)}  ${groupOf(place)}: ${name.replaceAll(/\s+/g, ' ').slice(0, 30)}`
    );

function told(own: readonly Seen[], reference: readonly Seen[]): Report {
  const total = rowOf('all', own);
  const bare = rowOf('a bare button', reference);
  const ratio = total.p98 / bare.p98;
  const paints = own.flatMap((one) => (one.kind === 'paint' ? [one.ms] : [])).sort((one, another) => one - another);
  const unanswered = own.flatMap((one) => (one.kind === 'unanswered' ? [`${one.place.path}: ${one.name}`] : []));
  const isMet = total.p98 <= BUDGET_MS && unanswered.length === 0;
  const rows = [...rowsOf(own), total, bare];
  return {
    table: [
      `From a tap to the frame that shows its answer, in ms, ${THROTTLE} times slower than this machine`,
      `${''.padEnd(26)}${['taps', 'p50', 'p98', 'worst', 'tasks>50', 'longest'].map((head) => head.padStart(9)).join('')}`,
      ...rows.map(lineOf),
      'the slowest:',
      ...slowest(own),
      ...unanswered.map((what) => `no answer: ${what}`),
      `p98 is ${ratio.toFixed(2)} × that of a bare button; the first paint after a tap, as the browser has it: p98 ${quantile(paints, 0.98)} ms`,
      `${BUDGET_MS} ms at p98: ${isMet ? 'met' : 'NOT MET'}`
    ],
    rows: rows.map((row) => ({ ...row, ratio: row.p98 / bare.p98 })),
    isMet
  };
}

/** From the finger to the answer, on every page for residents. Fails where a page was not tapped at all. */
export async function taps(): Promise<Report> {
  const tearDown = await setUp();
  const browser = await chromium.launch({
    executablePath: await chromiumPath(console.error),
    args: [...CHROMIUM_ARGUMENTS, '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
    slowMo: UNDISTURBED_MS
  });
  try {
    const context = await browser.newContext({
      viewport: PORTRAIT,
      hasTouch: true,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      permissions: ['camera']
    });
    await bench.reset();
    const { own, reference } = await drive(context);
    const report = told(own, reference);
    const tapped = new Set(rowsOf(own).map(({ what }) => what));
    const forgotten = (await allGroups()).filter((group) => !tapped.has(group));
    if (forgotten.length > 0) throw new Error(`never tapped: ${forgotten.join(', ')}`);
    return report;
  } finally {
    await browser.close();
    await tearDown();
  }
}
