import { createCanvas } from '@napi-rs/canvas';
import { BOTH, openCase, see } from './desk.ts';
import { file } from './filing.ts';
import { bench, expect, test } from './stage.ts';

/** A photo of an invented paper: a sheet with lines, upright. */
function paper(): Buffer {
  const canvas = createCanvas(900, 1273);
  const ink = canvas.getContext('2d');
  ink.fillStyle = '#f7f4ec';
  ink.fillRect(0, 0, canvas.width, canvas.height);
  ink.fillStyle = '#333';
  ink.fillRect(270, 110, 360, 40);
  for (let line = 0; line < 18; line++) ink.fillRect(110, 240 + line * 50, line % 6 === 5 ? 380 : 680, 12);
  ink.strokeStyle = '#b3261e';
  ink.lineWidth = 8;
  ink.beginPath();
  ink.arc(660, 1090, 90, 0, 2 * Math.PI);
  ink.stroke();
  return canvas.toBuffer('image/jpeg');
}

test.beforeEach(() => bench.reset());

test('papers are held against their standard by keys alone, kept as pictures, and what is wrong is told at once', async ({
  desk
}) => {
  const made = await file('SQ-04-001', { card: 'outdated' });
  const clerk = await desk('clerk');
  await openCase(clerk, made.id);
  const { keyboard } = clerk;
  await keyboard.press('Alt+1');
  await expect(clerk.getByRole('button', { name: '一次性告知补正' })).toBeVisible();

  await keyboard.press('Alt+m');
  const sheet = clerk.getByRole('dialog', { name: '核对材料' });
  await expect(sheet).toBeVisible();
  const list = sheet.getByRole('navigation', { name: '材料' }).getByRole('button');
  const chosen = sheet.locator('nav [aria-current]');
  await expect(sheet.getByRole('heading', { name: '受理标准' })).toBeVisible();
  // Down to the first paper that has to be brought.
  for (let steps = 0; steps < (await list.count()) && !(await sheet.getByText('还没有照片。').isVisible()); steps++)
    await keyboard.press('ArrowDown');
  const name = ((await chosen.locator('span').textContent()) ?? '').trim();
  const chooser = clerk.waitForEvent('filechooser');
  await sheet.getByRole('button', { name: '选文件' }).focus();
  await keyboard.press('Enter');
  await (await chooser).setFiles({ name: 'paper.jpg', mimeType: 'image/jpeg', buffer: paper() });
  const picture = sheet.getByRole('img', { name: `${name}，第1张` });
  await expect(picture).toBeVisible();
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(100);
  const width = (await picture.boundingBox())?.width ?? 0;
  await keyboard.press('+');
  await expect.poll(async () => (await picture.boundingBox())?.width ?? 0).toBeGreaterThan(width * 1.3);
  await keyboard.press('-');
  await see(clerk, 'inspecting', BOTH);

  await keyboard.press('Alt+2');
  await expect(sheet.getByLabel(/哪里不符合/)).toBeFocused();
  await keyboard.type('照片看不清，请带原件');
  await keyboard.press('Tab');
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await expect(list.filter({ hasText: name })).toContainText('不符合');
  // It went on to the next one; back again, the focus is where it was left.
  await expect(chosen).not.toContainText(name);
  await keyboard.press('ArrowUp');
  await keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(clerk.getByRole('button', { name, exact: true })).toBeFocused();
  await expect(clerk.getByRole('row').filter({ hasText: name })).toContainText('1张');

  const asking = clerk.getByRole('region', { name: '可以办的' }).getByRole('button', { name: '一次性告知补正' });
  await keyboard.press(`Alt+${await asking.locator('kbd').textContent()}`);
  const notice = clerk.getByRole('dialog', { name: '一次性告知补正' });
  await expect(notice).toBeVisible();
  const values = await notice
    .locator('input, textarea')
    .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
  expect(values.join('\n')).toContain('照片看不清，请带原件');
});

test('a colleague sees what was found and writes nothing', async ({ desk }) => {
  const made = await file('SQ-04-001', { card: 'outdated' });
  const clerk = await desk('clerk');
  await openCase(clerk, made.id);
  await clerk.keyboard.press('Alt+1');
  await expect(clerk.getByRole('button', { name: '一次性告知补正' })).toBeVisible();
  await clerk.keyboard.press('Alt+m');
  await clerk.getByRole('dialog', { name: '核对材料' }).getByRole('button', { name: /^符合/ }).click();
  await clerk.keyboard.press('Escape');

  const other = await desk('manager');
  await openCase(other, made.id);
  await other.keyboard.press('Alt+m');
  const sheet = other.getByRole('dialog', { name: '核对材料' });
  await expect(sheet.getByRole('navigation')).toContainText('符合');
  await expect(sheet.getByRole('button', { name: /^(符合|不符合|拍照)/ })).toHaveCount(0);
});
