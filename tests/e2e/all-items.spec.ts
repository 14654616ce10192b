import { parseSlipCode } from '../../server/contract/case-number.ts';
import type { CatalogueRow } from '../../server/contract/search.ts';
import { applyFor } from './applying.ts';
import { agent, expect, LANDSCAPE, lastSlip, PORTRAIT, test } from './stage.ts';

const FIELDS = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10'];

// Every item of the catalogue by hand: each question answered on the screen, handed in, and its slip read back.
for (const field of FIELDS)
  test(`field ${field}: every item can be applied for on the screen, and its slip carries its number`, async ({
    terminal
  }) => {
    test.setTimeout(180_000);
    const { rows } = await agent<{ rows: readonly CatalogueRow[] }>('/api/catalogue');
    const items = rows.filter((row) => row.field === field);
    expect(items.length).toBeGreaterThan(0);
    for (const [index, { code }] of items.entries())
      await test.step(code, async () => {
        await terminal.setViewportSize(index % 2 === 0 ? PORTRAIT : LANDSCAPE);
        const number = await applyFor(terminal, code);
        await expect(terminal.getByText('打印好了，请取走')).toBeVisible();
        expect((await lastSlip()).codes.map(parseSlipCode)).toContain(number);
      });
  });
