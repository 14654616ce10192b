import { BOTH, keepLook, openCase, see } from './desk.ts';
import { file } from './filing.ts';
import { bench, expect, lastSlip, serverUrl, test } from './stage.ts';

/** The last digit of its signature another one. */
const altered = (code: string): string => code.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10));

test.beforeEach(() => bench.reset());
test.afterEach(() => bench.reset());

async function printed() {
  const made = await file('SQ-05-006', { card: 'fu-shou', print: 'confirmed' });
  const [code = ''] = (await lastSlip()).codes;
  return { made, code };
}

test('anybody tells a genuine slip from an altered one, with the net gone once the page is there', async ({ page }) => {
  const { made, code } = await printed();
  await page.setViewportSize({ width: 390, height: 844 });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(`${serverUrl()}/verify#${code}`);
  await expect(page.getByRole('heading', { name: '核对无误' })).toBeVisible();
  await expect(page.getByText('收件回执', { exact: true })).toBeVisible();
  await expect(page.getByText(`${made.number}-1`, { exact: true })).toBeVisible();
  expect(asked.filter((url) => url.includes(made.number.slice(0, 20)))).toEqual([]);
  await see(page, 'verify-phone', BOTH);
  await page.getByRole('button', { name: '问中心：现在还作不作数' }).click();
  await expect(page.getByText('高龄津贴申请')).toBeVisible();

  await page.context().setOffline(true);
  const box = page.getByLabel('用手机扫方块码，把扫出来的文字贴在这里');
  await box.fill(altered(code));
  await page.getByRole('button', { name: '核对', exact: true }).click();
  await expect(page.getByRole('heading', { name: '没有核对成' })).toBeVisible();
  await keepLook(page, 'verify-phone-forged');
  await box.fill(` ${code.toLowerCase().replace('-', ' -')}\n`);
  await page.getByRole('button', { name: '核对', exact: true }).click();
  await expect(page.getByRole('heading', { name: '核对无误' })).toBeVisible();
  await page.getByRole('button', { name: '问中心：现在还作不作数' }).click();
  await expect(page.getByText('连不上中心，没有核对成。请过一会儿再试。')).toBeVisible();
  await page.context().setOffline(false);
  await page.setViewportSize({ width: 1366, height: 768 });
  await keepLook(page, 'verify');
});

test('where a browser cannot tell, the centre is asked', async ({ page }) => {
  const { code } = await printed();
  // As on a page that came over plain HTTP from another machine.
  await page.addInitScript(() => Object.defineProperty(crypto, 'subtle', { value: undefined }));
  await page.goto(`${serverUrl()}/verify`);
  await page.getByLabel('用手机扫方块码，把扫出来的文字贴在这里').fill(code);
  await page.getByRole('button', { name: '核对', exact: true }).click();
  await expect(page.getByText('中心的登记里有这份文书。')).toBeVisible();
  await expect(page.getByText('高龄津贴申请')).toBeVisible();
});

test('a slip under the window’s scanner opens its case and is told genuine or not; it is there as a letter', async ({
  desk
}) => {
  const { made, code } = await printed();
  const clerk = await desk('clerk');
  const scan = async (text: string) => {
    await clerk.keyboard.type(text);
    await clerk.keyboard.press('Enter');
  };
  await scan(code);
  await expect(clerk).toHaveURL(new RegExp(made.id));
  await expect(clerk.getByText('核对无误')).toBeVisible();
  await expect(clerk.getByText(`文书编号 ${made.number}-1`)).toBeVisible();
  await see(clerk, 'verified', BOTH);
  await clerk.getByRole('button', { name: '收起' }).click();
  await expect(clerk.getByText('核对无误')).toBeHidden();
  await scan(altered(code));
  await expect(clerk.getByText('这张文书不是本中心出具的')).toBeVisible();
  await see(clerk, 'forged', BOTH);

  await openCase(clerk, made.id);
  await clerk.getByRole('button', { name: '收件回执' }).click();
  const link = clerk.getByRole('link', { name: 'A4 文书' });
  await expect(link).toBeVisible();
  await keepLook(clerk, 'slip-sheet');
  const letter = await link.getAttribute('href');
  const answer = await clerk.request.get(new URL(letter ?? '', serverUrl()).href);
  expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'application/pdf']);
});
