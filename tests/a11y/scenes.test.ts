import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ASKED, FIELD_TYPES } from '../../kiosk/src/lib/bench/gallery/scenes/questions.ts';
import { SCENES, sceneOf } from '../../kiosk/src/lib/bench/gallery/scenes.ts';
import items from '../../server/catalogue/starter/items.json' with { type: 'json' };

const source = fileURLToPath(new URL('../../kiosk/src/', import.meta.url));
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/'));

describe('whatever a resident can meet is in the gallery, and so is measured', () => {
  const routes = files
    .filter((name) => /^routes\/terminal\/(.*\/)?\+page\.svelte$/.test(name))
    .map((name) => name.replace(/^routes/, '').replace('/+page.svelte', ''));
  it.each(routes)('the page %s', (route) => {
    expect(SCENES.map((scene) => scene.route)).toContain(route);
  });

  const frames = files.filter(
    (name) => name.endsWith('.svelte') && /<(Frame|FaultPage)\b/.test(readFileSync(source + name, 'utf8'))
  );
  // They only say what a page of faults is to say.
  const OF_FAULTS = ['lib/fault/BrokenPage.svelte', 'lib/fault/ErrorPage.svelte', 'lib/terminal/Away.svelte'];
  it.each(frames.filter((name) => !OF_FAULTS.includes(name)))('what %s draws', (frame) => {
    expect(SCENES.map((scene) => scene.frame)).toContain(frame);
  });
});

it('each scene has a name of its own, and names a component and a page that are there', () => {
  const ids = SCENES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const names = SCENES.map(({ group, name }) => `${group} ${name}`);
  expect(new Set(names).size).toBe(names.length);
  for (const { frame, route } of SCENES) {
    expect(files).toContain(frame);
    expect(files).toContain(`routes${route}/+page.svelte`);
  }
});

it.each(FIELD_TYPES)('a question of kind %s is there, empty and answered, as a real item asks it', (type) => {
  const [code, key] = ASKED[type];
  const field = items.find((item) => item.code === code)?.form.find((one) => one.key === key);
  expect(field?.type).toBe(type);
  expect(sceneOf(`question-${type}`)).toBeDefined();
  expect(sceneOf(`question-${type}-answered`)).toBeDefined();
});
