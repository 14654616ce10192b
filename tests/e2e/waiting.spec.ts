import { bench, expect, test } from './stage.ts';

test('a card that is moved again and again is told at the first time, and the request for it goes on', async ({
  terminal
}) => {
  await expect(terminal.locator('h1')).toHaveText('来办事，刷一下身份证');
  await bench.change({ reader: { condition: 'moved-always' } });
  await bench.tap('wan-shi-tong');
  await expect(terminal.locator('h1')).toHaveText('请放平，别动');
  await terminal.goto(new URL('/terminal/sign-in?item=SQ-05-006', terminal.url()).href);
  await expect(terminal.getByText('请放平，别动')).toBeVisible();
  await expect(terminal.getByText('刚才动了一下，没有读完，正在接着读。')).toBeVisible();
  // The same request: nobody has to begin anew.
  await bench.change({ reader: { condition: 'well' } });
  await expect(terminal).toHaveURL(/apply/);
});
