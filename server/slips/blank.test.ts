import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPdf } from '../../tests/fixtures/pdf.ts';
import { createApp } from '../app.ts';
import { loadStarterCatalogue } from '../catalogue/publish.ts';
import { currentItems } from '../catalogue/service.ts';
import type { FormField, Item } from '../contract/item.ts';
import { openTestCentre, type TestCentre } from '../database/testing.ts';
import { blankFormPdf } from './blank.ts';

let centre: TestCentre;
let items: readonly Item[];
beforeAll(async () => {
  centre = await openTestCentre();
  await loadStarterCatalogue(centre.context);
  items = await currentItems(centre.context);
});
afterAll(() => centre.close());

const bare = (text: string): string => text.replaceAll(/\s/g, '');

describe('a form to be written on by hand', () => {
  it('has a place for everything that any item asks, and every option to be ticked', async () => {
    expect(items.length).toBeGreaterThan(50);
    for (const item of items) {
      const { text } = await readPdf(await blankFormPdf(centre.context, item));
      for (const { label, options, columns } of item.form)
        for (const said of [label, ...options.map((option) => `□${option}`), ...columns.map((column) => column.label)])
          expect(text, item.code).toContain(bare(said));
      expect(text).toContain(`${item.code}第${item.version}版空白表格`);
    }
  });

  it('says when a question is to be answered at all', async () => {
    const [item] = items;
    const [first, second, third] = item?.form ?? [];
    if (!item || !first || !second || !third) throw new TypeError('an item with three fields');
    const form: FormField[] = [
      { ...first, key: 'works', label: '是否就业', type: 'bool' },
      { ...second, key: 'pay', label: '工资', type: 'number', showWhen: [{ field: 'works', is: [true] }] },
      { ...third, key: 'why', label: '说明', type: 'text', showWhen: [{ field: 'pay', from: 5000 }] }
    ];
    const { text } = await readPdf(await blankFormPdf(centre.context, { ...item, form }));
    expect(text).toContain('“是否就业”为“是”时填');
    expect(text).toContain('“工资”不小于5000时填');
  });

  it('says where and when it is handed in, whom to ask, and how what is brought is made ready', async () => {
    const item = items.find(({ code }) => code === 'SQ-08-004');
    if (!item) throw new TypeError('an item with a guide');
    const { text } = await readPdf(await blankFormPdf(centre.context, item));
    const { place = '', hours = '', enquiries = '', complaints = '', process = [] } = item.guide ?? {};
    for (const said of ['办理须知', place, hours, enquiries, complaints, ...process])
      expect(text).toContain(bare(said));
    expect(text).toContain(bare('犬只照片：原件，2份，电子'));
    expect(text).toContain('导盲犬、扶助犬免交');
    const silent = await readPdf(await blankFormPdf(centre.context, { ...item, guide: {}, feeEntries: [] }));
    expect(silent.text).not.toContain('办理须知');
  });

  it('is there for anyone, of items that there are', async () => {
    const app = createApp(centre.context);
    const answer = await app.request('/api/catalogue/items/SQ-05-001/form.pdf');
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect((await readPdf(new Uint8Array(await answer.arrayBuffer()))).text).toContain('共同生活的家庭成员');
    expect((await app.request('/api/catalogue/items/SQ-99-999/form.pdf')).status).toBe(404);
  });
});
