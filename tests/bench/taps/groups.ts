import { glob, readFile } from 'node:fs/promises';
import type { Page as ApplicationPage } from '../../../kiosk/src/lib/apply/flow.ts';
import { words } from '../../../kiosk/src/lib/words/zh.ts';
import type { Item } from '../../../server/contract/item.ts';
import { quantile } from '../report.ts';
import type { Place, Seen } from './watching.ts';

const root = new URL('../../../', import.meta.url);
const items: readonly Item[] = JSON.parse(await readFile(new URL('server/catalogue/starter/items.json', root), 'utf8'));
const KINDS = [
  'known',
  'material',
  'consent',
  'review',
  'signature',
  'confirm'
] as const satisfies readonly ApplicationPage['kind'][];

const typeOf = (code: string, key: string): string =>
  items.find((item) => item.code === code)?.form.find((field) => field.key === key)?.type ?? 'unknown';

/** Which pages are told apart: by route; an application's pages by kind, its questions by the kind of answer. */
export function groupOf({ path, page, sheet }: Place): string {
  if (sheet) return `sheet ${sheet}`;
  const [room = '', parameter = ''] = path.split('/').slice(2);
  if (page === null) return `/terminal${room && `/${room}`}${parameter && '/…'}`;
  const [kind = '', key = ''] = page.split('.');
  return kind === 'question' ? `question ${typeOf(parameter, key)}` : kind;
}

/** Every group there is, from the routes, the kinds of pages, the catalogue and the sheets: a new page is not forgotten. */
export async function allGroups(): Promise<readonly string[]> {
  const routes: string[] = [];
  for await (const file of glob('terminal/**/+page.svelte', { cwd: new URL('kiosk/src/routes/', root) }))
    routes.push(groupOf({ path: `/${file.replace(/\/\+page\.svelte$/, '')}`, page: null, sheet: null }));
  const asked = items.flatMap(({ form }) => form.filter(({ source }) => source !== 'card'));
  return [
    ...routes,
    ...KINDS,
    ...new Set(asked.map(({ type }) => `question ${type}`)),
    ...[words.look.title, words.person.title, words.endAsk.title].map((title) => `sheet ${title}`)
  ];
}

/** Milliseconds from tap to answer, and of the tasks that kept taps waiting. */
export interface Row {
  readonly what: string;
  readonly taps: number;
  readonly p50: number;
  readonly p98: number;
  readonly worst: number;
  readonly longTasks: number;
  readonly longestTask: number;
}

export function rowOf(what: string, seen: readonly Seen[]): Row {
  const timesOf = (kind: 'tap' | 'long') =>
    seen.flatMap((one) => (one.kind === kind ? [Math.round(one.ms)] : [])).sort((one, another) => one - another);
  const [taps, long] = [timesOf('tap'), timesOf('long')];
  return {
    what,
    taps: taps.length,
    p50: quantile(taps, 0.5),
    p98: quantile(taps, 0.98),
    worst: taps.at(-1) ?? 0,
    longTasks: long.length,
    longestTask: long.at(-1) ?? 0
  };
}

/** One row for each group, in the order in which they were first tapped. */
export function rowsOf(seen: readonly Seen[]): readonly Row[] {
  const placed = seen.filter((one) => 'place' in one);
  return [...Map.groupBy(placed, ({ place }) => groupOf(place))].map(([group, ones]) => rowOf(group, ones));
}
