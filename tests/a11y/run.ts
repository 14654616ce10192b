/**
 * `npm run test:a11y`: every scene of the gallery in every theme, both ways a screen stands, in low reach and on screens
 * of other sizes, measured and tried by the rules of WCAG. `--scenes=a,b` and `--themes=night,size 3` take some of them,
 * `--few` what `npm test` takes. Ends in `N passed, N failed`; the faults lie in `test-results/a11y.json`.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type BrowserContext, chromium } from 'playwright';
import { STANDARD } from '../../kiosk/src/lib/bench/gallery/look.ts';
import type { Scene } from '../../kiosk/src/lib/bench/gallery/scene.ts';
import { SCENES } from '../../kiosk/src/lib/bench/gallery/scenes.ts';
import { CHROMIUM_ARGUMENTS, chromiumPath } from '../chromium.ts';
import { startInstance } from '../instance.ts';
import { ALL, FEW, sayLook } from './looks.ts';
import { faultsOf } from './measures.ts';
import { type Found, inWords, sameTitles, summary } from './report.ts';
import type { Fault } from './seen.ts';
import { axeFaults, openScene, seenOn, showAs, tabFaults } from './stage.ts';

const { values } = parseArgs({
  options: {
    scenes: { type: 'string' },
    themes: { type: 'string' },
    few: { type: 'boolean', default: false },
    agent: { type: 'string' }
  }
});
const listed = (text: string | undefined): readonly string[] => text?.split(',').filter(Boolean) ?? [];
const wantedScenes = listed(values.scenes);
const wantedThemes = listed(values.themes);
const scenes = SCENES.filter(({ id }) => wantedScenes.length === 0 || wantedScenes.includes(id));
const trials = (values.few ? FEW : ALL).filter(({ look }) => {
  const said = sayLook(look);
  return wantedThemes.every((theme) => said.split(', ').includes(theme));
});
if (scenes.length === 0 || trials.length === 0) {
  console.error('No such scene or theme.');
  process.exit(1);
}

async function tryOne(context: BrowserContext, agentUrl: string, scene: Scene): Promise<Found> {
  const { page, problem } = await openScene(context, agentUrl, scene, trials[0]?.look ?? STANDARD);
  const found: { look: string; faults: readonly Fault[] }[] = [];
  let title = '';
  try {
    for (const { look, axe } of problem ? [] : trials) {
      await showAs(page, look);
      const seen = await seenOn(page);
      title ||= seen.title;
      found.push({ look: sayLook(look), faults: [...faultsOf(seen, look), ...(axe ? await axeFaults(page) : [])] });
    }
    found.push({ look: 'as it opens', faults: problem ? [{ rule: 'scene', what: problem }] : await tabFaults(page) });
  } finally {
    await page.close();
  }
  return { scene: { id: scene.id, frame: scene.frame }, title, looks: found };
}

/** A page that went away in the middle is a fault of its scene, and the others are tried all the same. */
function lost({ id, frame }: Scene, { message }: Error): Found {
  const [what = ''] = message.split('\n');
  return { scene: { id, frame }, title: '', looks: [{ look: 'somewhere', faults: [{ rule: 'scene', what }] }] };
}

/** Two at a time: each waits for its page more than it works. */
async function tryAll(context: BrowserContext, agentUrl: string): Promise<readonly Found[]> {
  const waiting = [...scenes];
  const found: Found[] = [];
  async function work(): Promise<void> {
    for (let scene = waiting.shift(); scene; scene = waiting.shift()) {
      const one = await tryOne(context, agentUrl, scene).catch((error: Error) => lost(scene, error));
      found.push(one);
      console.log(inWords(one));
    }
  }
  await Promise.all([work(), work()]);
  return found;
}

const started = performance.now();
const instance = values.agent ? null : await startInstance({ quiet: true });
const browser = await chromium.launch({
  executablePath: await chromiumPath(console.error),
  args: CHROMIUM_ARGUMENTS
});
try {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce' });
  const found = await tryAll(context, values.agent ?? instance?.agentUrl ?? '');
  const titles = sameTitles(found);
  const folder = fileURLToPath(new URL('../../test-results/', import.meta.url));
  await mkdir(folder, { recursive: true });
  const { passed, failed, text } = summary(found, titles);
  await writeFile(`${folder}a11y.json`, JSON.stringify({ passed, failed, found }));
  console.log(`\n${text}\n${((performance.now() - started) / 1000).toFixed(0)} s`);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
} finally {
  await browser.close();
  await instance?.stop();
}
