import type { Page, Route } from 'playwright/test';
import { arrival } from '../../kiosk/src/lib/words/arrival.ts';
import type { ResidentCase } from '../../server/contract/case-wire.ts';
import { applyFor } from './applying.ts';
import { agent, bench, expect, lastSlip, pdfText, personOf, test } from './stage.ts';

const at = (page: Page, path: string) => page.goto(new URL(path, page.url()).href);
/** An invented licence. */
const LICENCE = '1.2.156.3005.2.11100000000013338W050.113301020000000000.20260000017.001.7';
const { name, idNumber } = personOf('fu-shou').card;

async function filed(page: Page): Promise<ResidentCase> {
  const number = await applyFor(page, 'SQ-01-001', { card: 'fu-shou' });
  await expect(page.getByText('打印好了，请取走')).toBeVisible();
  const { cases } = await agent<{ cases: ResidentCase[] }>('/api/my/cases');
  const found = cases.find((one) => one.number === number);
  if (!found) throw new Error('the case is not there');
  await bench.reset();
  return found;
}

test('the code on a slip, held before the scanner, tells how its case stands and nothing of the person', async ({
  terminal
}) => {
  await filed(terminal);
  const { codes } = await lastSlip();
  await at(terminal, '/terminal');
  await expect(terminal.locator('h1')).toHaveText('来办事，刷一下身份证');
  await bench.change({ code: codes[0] ?? '' });
  await expect(terminal.locator('h1')).toHaveText('已收件');
  await expect(terminal.getByText('失业登记')).toBeVisible();
  await expect(terminal.getByText(/这张收件回执核对无误，\d{4}年.*出具。/)).toBeVisible();
  const shown = await terminal.content();
  for (const secret of [name, '福*长', idNumber, idNumber.slice(-4)]) expect(shown).not.toContain(secret);
  // Some other code elsewhere is nobody's business; where slips are asked for it is told.
  await at(terminal, '/terminal/browse');
  await bench.change({ code: 'https://elsewhere.example/' });
  await at(terminal, '/terminal/progress');
  await expect(terminal.getByText('把回执上的方块码对着扫码口，也能查。')).toBeVisible();
  await bench.change({ code: 'https://elsewhere.example/' });
  await expect(terminal.getByRole('alert')).toContainText('这不是回执上的码');
  // A phone that shows a licence is answered in words of its own, and what it showed stays with the agent.
  await bench.change({ code: `https://licences.example/?id=${LICENCE}` });
  await expect(terminal.getByRole('alert')).toContainText('这是电子证照的亮证码');
  expect(await terminal.content()).not.toContain(LICENCE);
});

test('whoever filed it sees everything by the slip, that it is genuine, and has it on a whole page', async ({
  terminal
}) => {
  await filed(terminal);
  const { codes } = await lastSlip();
  await at(terminal, '/terminal/progress');
  await terminal.getByRole('button', { name: /刷身份证查/ }).click();
  await bench.tap('fu-shou');
  await expect(terminal.locator('h1')).toHaveText('您的办事记录');
  await bench.change({ code: codes[0] ?? '' });
  await expect(terminal.getByText('办到哪里了')).toBeVisible();
  await expect(terminal.getByText(/这张收件回执核对无误/)).toBeVisible();
  await terminal.getByRole('button', { name: '打印', exact: true }).click();
  await terminal.getByRole('button', { name: /^收件回执/ }).click();
  await expect(terminal.getByText('打印好了，请取走')).toBeVisible();
  const [letter] = (await bench.status()).documents;
  const text = await pdfText(letter?.file ?? '');
  expect(text).toContain('收件专用章');
  expect(text).toContain(`${name}：`);
});

test('a terminal that stood there over midnight knows what day it is as soon as somebody comes', async ({
  terminal
}) => {
  await filed(terminal);
  const yesterday = async (route: Route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), today: '2019-12-31' } });
  };
  await terminal.route('**/api/centre', yesterday, { times: 1 });
  await at(terminal, '/terminal/progress');
  await terminal.getByRole('button', { name: /刷身份证查/ }).click();
  await bench.tap('fu-shou');
  // A day of this year goes without its year.
  await expect(terminal.getByRole('link', { name: /失业登记/ }).first()).toContainText(
    /· (\d+月\d+日.*前办好|今天办好) ·/
  );
});

test('the six digits and the end of the ID number tell the state; wrong ones tell nothing and are counted', async ({
  terminal
}) => {
  const { shortCode } = await filed(terminal);
  await at(terminal, '/terminal/progress');
  await terminal.getByRole('button', { name: /凭回执上的六位短码查/ }).click();
  await terminal.keyboard.type(shortCode);
  await terminal.getByRole('button', { name: '查一查' }).click();
  await expect(terminal.locator('h1')).toHaveText('再按身份证最后四位');
  await terminal.keyboard.type(idNumber.slice(-4));
  await terminal.getByRole('button', { name: '查一查' }).click();
  await expect(terminal.locator('h1')).toHaveText('已收件');
  await expect(terminal.getByText('没有刷身份证，只能看到办到哪一步。')).toBeVisible();
  await terminal.getByRole('button', { name: '上一步' }).click();
  await expect(terminal.locator('h1')).toHaveText('再按身份证最后四位');
  const wrong = String((Number(idNumber.slice(-4)) + 1) % 10_000).padStart(4, '0');
  for (let tries = 0; tries < 12; tries++) {
    for (let digit = 0; digit < 4; digit++) await terminal.keyboard.press('Backspace');
    await terminal.keyboard.type(wrong);
    await terminal.getByRole('button', { name: '查一查' }).click();
    await expect(terminal.getByRole('alert')).toContainText(/没有查到这件事|试的次数太多了/);
    if (await terminal.getByText(/试的次数太多了/).isVisible()) break;
  }
  await expect(terminal.getByRole('alert')).toContainText('试的次数太多了');
});

test('a card shows every case with its time line; a case may be taken back', async ({ terminal }) => {
  await filed(terminal);
  await at(terminal, '/terminal/progress');
  await terminal.getByRole('button', { name: /刷身份证查/ }).click();
  await bench.tap('fu-shou');
  await terminal
    .getByRole('link', { name: /失业登记/ })
    .first()
    .click();
  await expect(terminal.getByText('办到哪里了')).toBeVisible();
  await expect(terminal.getByText('提交申请，申请人')).toBeVisible();
  await terminal.getByRole('button', { name: '撤回申请' }).click();
  await terminal.getByRole('button', { name: '不撤，接着办' }).click();
  await terminal.getByRole('button', { name: '撤回申请' }).click();
  await terminal.getByRole('button', { name: '撤回', exact: true }).click();
  await expect(terminal.locator('h1')).toHaveText('已撤回');
  await expect(terminal.getByText('打印好了，请取走')).toBeVisible();
  expect((await lastSlip()).text).toContain('撤回申请凭证');
});

for (const [what, letters, found] of [
  ['initials', 'SYDJ', '失业登记'],
  ['pinyin', 'SHIYEDENGJI', '失业登记'],
  ['the words people use', 'DIBAO', '最低生活保障申请'],
  ['part of a name', 'JUZHUZHENG', '居住证申领'],
  ['what the first page calls it', 'YLJMN', '养老保险待遇领取资格认证']
] as const)
  test(`an item is found by ${what}`, async ({ terminal }) => {
    await at(terminal, '/terminal/search');
    for (const letter of letters) await terminal.getByRole('button', { name: letter, exact: true }).click();
    await expect(terminal.getByRole('link').first()).toContainText(found);
    await terminal.getByRole('link').first().click();
    await expect(terminal.locator('h1')).toHaveText(found);
  });

test('what is not there is said, with a way on', async ({ terminal }) => {
  await at(terminal, '/terminal/search');
  for (const letter of 'QQQQ') await terminal.getByRole('button', { name: letter, exact: true }).click();
  await expect(terminal.getByText(arrival.search.none)).toBeVisible();
  await terminal.getByRole('link', { name: '找工作' }).click();
  await expect(terminal).toHaveURL(/\/terminal\/field\/01$/);
});

test('what is written with an error finds what was meant, and says that it is not quite that', async ({ terminal }) => {
  await at(terminal, '/terminal/search');
  for (const letter of 'DINBAO') await terminal.getByRole('button', { name: letter, exact: true }).click();
  await expect(terminal.getByText(arrival.search.near)).toBeVisible();
  await expect(terminal.getByRole('link').first()).toContainText('最低生活保障申请');
});
