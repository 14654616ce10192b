import type { Page } from 'playwright/test';
import type { AgentStatus } from '../../devices/agent/wire.ts';
import { BOTH, keepLook, see } from './desk.ts';
import { file } from './filing.ts';
import { agent, agentUrl, bench, expect, lastSlip, test } from './stage.ts';

const SIZES = { '1920': { width: 1920, height: 1080 }, '1280': { width: 1280, height: 800 } };
const device = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const condition = (page: Page, name: string) => device(page, name).getByLabel('情况');

/** A picture of paper, once it is drawn. */
async function drawn(page: Page, name: RegExp) {
  const paper = page.getByRole('img', { name });
  await expect.poll(() => paper.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(400);
  return paper;
}

test.beforeEach(async ({ page }) => {
  await page.setViewportSize(SIZES['1920']);
  await bench.reset();
  await page.goto(`${agentUrl()}/bench`);
});
test.afterEach(() => bench.reset());

test('the bench puts a card on the reader and lifts it again', async ({ page }) => {
  await expect(page.getByText('演示：人物和数据都是编的')).toBeVisible();
  await page.getByRole('button', { name: '福寿长' }).click();
  await expect(page.getByRole('button', { name: '福寿长' })).toHaveAttribute('aria-pressed', 'true');
  expect((await bench.status()).card).toBe('fu-shou');
  await see(page, 'bench', BOTH);
  await page.getByRole('button', { name: '拿起来' }).click();
  await expect(page.getByText('上面没有卡')).toBeVisible();
  expect((await bench.status()).card).toBeNull();
});

test('what is wrong stands out, is reached by keyboard, and is put right at once', async ({ page }) => {
  const reader = async () => (await agent<AgentStatus>('/agent/status')).devices.reader.state;
  await condition(page, '读卡器').selectOption('线拔了');
  await expect(device(page, '读卡器').getByText('不正常')).toBeVisible();
  await expect.poll(reader).not.toBe('ready');
  await condition(page, '回执打印机').selectOption('切纸刀卡住了');
  await device(page, '回执打印机').getByRole('radio', { name: '够用' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await device(page, '回执打印机').getByLabel('行，纸就没了').fill('30');
  await page.keyboard.press('Enter');
  await condition(page, 'A4打印机').selectOption('卡纸了');
  await device(page, 'A4打印机').getByRole('group', { name: '墨粉' }).getByText('快没了').click();
  await expect(page.getByText('5处不正常')).toBeVisible();
  const { slipPrinter, documentPrinter } = await bench.status();
  expect(slipPrinter).toEqual({ connected: true, condition: 'knife-jammed', paper: { linesLeft: 30 } });
  expect(documentPrinter).toMatchObject({ condition: 'paper-jammed', toner: 'low' });
  await see(page, 'bench-faults', BOTH);
  await page.setViewportSize(SIZES['1280']);
  await keepLook(page, 'bench-faults-1280');
  await page.getByRole('button', { name: '全部复位' }).click();
  await expect(page.getByText('不正常')).toHaveCount(0);
  await expect.poll(reader).toBe('ready');
});

test('the terminal says in words what the bench did to the reader', async ({ page, context }) => {
  const terminal = await context.newPage();
  for (const [chosen, said] of [
    ['卡读出来是坏的', '身份证没有读清楚。'],
    ['不认放上来的卡', '读卡器不认这张证。']
  ] as const) {
    await condition(page, '读卡器').selectOption(chosen);
    await page.getByRole('button', { name: '福寿长' }).click();
    await terminal.goto(`${agentUrl()}/terminal/sign-in?item=SQ-02-003`);
    await expect(terminal.getByText(said)).toBeVisible();
    await page.getByRole('button', { name: '全部复位' }).click();
  }
  await page.getByRole('button', { name: '不是身份证' }).click();
  await terminal.goto(`${agentUrl()}/terminal/sign-in?item=SQ-02-003`);
  await expect(terminal.getByText('放上来的不是身份证。')).toBeVisible();
});

test('codes of all kinds are held before the scanner, whatever it speaks, and the terminal tells them apart', async ({
  page,
  context
}) => {
  const terminal = await context.newPage();
  await terminal.goto(`${agentUrl()}/terminal/progress`);
  await expect(terminal.getByText('把回执上的方块码对着扫码口，也能查。')).toBeVisible();
  for (const [name, kind] of [
    ['HID·霍尼韦尔', 'honeywell'],
    ['HID·斑马', 'zebra'],
    ['串口', 'serial']
  ] as const) {
    await device(page, '扫码器').getByText(name, { exact: true }).click();
    await expect.poll(async () => (await bench.status()).codeScanner.kind).toBe(kind);
    await expect.poll(async () => (await agent<AgentStatus>('/agent/status')).devices.codeScanner.state).toBe('ready');
    await page.getByRole('button', { name: '汉字的码（GBK）' }).click();
    await expect(terminal.getByRole('alert')).toContainText('这不是回执上的码');
    await page.getByRole('button', { name: '手机上的亮证码' }).click();
    await expect(terminal.getByRole('alert')).toContainText('这是电子证照的亮证码');
  }
});

test('a roll that ends within a slip leaves a torn piece, shown as what it is', async ({ page }) => {
  await device(page, '回执打印机').getByText('打到一半没').click();
  await file('SQ-05-006', { print: 'uncertain' });
  await expect(device(page, '回执打印机').getByRole('radio', { name: '没有' })).toBeChecked();
  await device(page, '回执打印机').getByText('够用').click();
  await drawn(page, /打印的半张回执/);
  await expect(page.getByText('不是一张完整的回执')).toBeVisible();
  await see(page, 'bench-torn');
  expect((await lastSlip()).codes).toEqual([]);
});

test('the paper that came out is on the bench as it comes, large enough to read, with its bytes', async ({ page }) => {
  const made = await file('SQ-05-006', { print: 'confirmed' });
  const paper = await drawn(page, /打印的回执/);
  await expect.poll(async () => (await lastSlip()).text).toContain(made.shortCode.slice(0, 3));
  expect((await paper.boundingBox())?.width).toBeGreaterThan(300);
  await see(page, 'bench-paper');
  await page.setViewportSize(SIZES['1280']);
  await keepLook(page, 'bench-paper-1280');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: '下载原始字节' }).click();
  expect((await download).suggestedFilename()).toMatch(/^回执-.*\.bin$/);
  await page.getByRole('button', { name: '放大看' }).click();
  await expect(page.getByRole('dialog').getByRole('img', { name: /打印的回执/ })).toBeVisible();
  await keepLook(page, 'bench-large');
});
