import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../app.ts';
import { type CatalogueRow, createSearch } from '../contract/search.ts';
import { openTestCentre, type TestCentre } from '../database/testing.ts';
import { loadStarterCatalogue, publishCatalogue, starterCatalogue } from './publish.ts';
import { catalogueRow, readingsOf } from './rows.ts';
import { checkCatalogue } from './rules.ts';
import { currentItems, findItem } from './service.ts';

const rows: CatalogueRow[] = starterCatalogue().map(catalogueRow);
const { find } = createSearch(rows, readingsOf(rows));
const first = (typed: string) => find(typed).rows[0]?.name;

describe('the starter catalogue', () => {
  it('has 59 items over ten fields, all fit to be published', () => {
    const items = starterCatalogue();
    expect(items).toHaveLength(59);
    expect(new Set(items.map((item) => item.field)).size).toBe(10);
    expect(checkCatalogue(items)).toEqual([]);
  });

  it('calls each by words of its own that fit on a tile', () => {
    const names = rows.map(({ plainName }) => plainName);
    expect(new Set(names).size).toBe(rows.length);
    expect(names.filter((name) => name.length > 9)).toEqual([]);
    expect(rows.find(({ code }) => code === 'SQ-05-001')).toMatchObject({
      name: '最低生活保障申请',
      plainName: '低保'
    });
  });

  it('asks for papers in seven items only', () => {
    expect(rows.filter((row) => row.brings.length > 0)).toHaveLength(7);
  });
});

describe('an item is refused', () => {
  const [item] = starterCatalogue();
  if (!item) throw new Error('no item');
  const problem = (change: object) => checkCatalogue([{ ...item, ...change }])[0];
  it.each([
    [
      'with a promise longer than the law',
      {
        legalLimit: { days: 5, unit: 'working', clockStart: 'accepted' },
        promisedLimit: { days: 6, unit: 'working', clockStart: 'accepted' },
        handling: 'promised'
      },
      'promisedLimit'
    ],
    ['as 即办件 with days', { promisedLimit: { days: 3, unit: 'working', clockStart: 'accepted' } }, 'promisedLimit'],
    ['as a permit without the limit of its law', { itemType: '行政许可' }, 'legalLimit'],
    [
      'with legs that are longer than the whole',
      {
        handling: 'promised',
        promisedLimit: { days: 6, unit: 'working', clockStart: 'accepted' },
        stages: { forward: 3, decide: 4 }
      },
      'stages'
    ],
    ['with a leg of no day', { stages: { forward: 0 } }, 'stages'],
    ['without conditions', { conditions: [] }, 'conditions'],
    ['without a legal basis', { legalBasis: [] }, 'legalBasis'],
    ['with a fee of no name', { feeEntries: [{ name: '工本费' }, { name: ' ' }] }, 'feeEntries.1.name'],
    ['with a question and no answer', { questions: [{ question: '多久？', answer: '' }] }, 'questions.0.answer'],
    ['with a catch-all', { materials: [{ ...item.materials[0], name: '其他材料' }] }, 'materials.m01'],
    ['with a forbidden proof', { materials: [{ ...item.materials[0], name: '居民就业状况证明' }] }, 'materials.m01']
  ])('%s', (_, change, place) => expect(problem(change)?.place).toBe(place));

  it('when its code stands twice', () => expect(checkCatalogue([item, item])[0]?.problem).toBe('twice'));
});

describe('search', () => {
  it.each([
    ['低保', '最低生活保障申请'],
    ['dibao', '最低生活保障申请'],
    ['看病报销', '城乡居民基本医疗保险参保登记'],
    ['养狗', '养犬登记'],
    ['yangquan', '养犬登记'],
    ['syd', '失业登记'],
    ['shiyedengji', '失业登记'],
    ['老年证', '老年人优待证（敬老卡）申领'],
    ['我要办居住证', '居住证申领'],
    ['SQ-10-003', '劳动争议调解申请']
  ])('%s finds %s first', (typed, name) => expect(first(typed)).toBe(name));
  it('finds nothing for nothing', () => expect(find('  ')).toEqual({ rows: [], near: [], understood: '' }));
});

describe('the published catalogue', () => {
  let centre: TestCentre;
  beforeAll(async () => {
    centre = await openTestCentre();
    await loadStarterCatalogue(centre.context);
  });
  afterAll(() => centre.close());

  it('stays as it is when the same is loaded again', async () => {
    await loadStarterCatalogue(centre.context);
    expect((await currentItems(centre.context)).map((item) => item.version)).toEqual(Array(59).fill(1));
  });

  it('gets a new version where an item changed, and keeps the old one', async () => {
    const items = starterCatalogue().map((item) =>
      item.code === 'SQ-01-001' ? { ...item, plainHint: '新的说法' } : item
    );
    await publishCatalogue(centre.context, items);
    expect(await findItem(centre.context, 'SQ-01-001')).toMatchObject({ version: 2, plainHint: '新的说法' });
    expect(await findItem(centre.context, 'SQ-01-002')).toMatchObject({ version: 1 });
  });

  it('is told apart by its tag', async () => {
    const app = createApp(centre.context);
    const answer = await app.request('/api/catalogue');
    const tag = answer.headers.get('etag') ?? '';
    expect((await answer.json()).rows).toHaveLength(59);
    expect((await app.request('/api/catalogue', { headers: { 'if-none-match': tag } })).status).toBe(304);
  });

  it('answers an unknown item with its code', async () => {
    const answer = await createApp(centre.context).request('/api/catalogue/items/SQ-99-999');
    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({ error: { code: 'item.unknown' } });
  });
});
