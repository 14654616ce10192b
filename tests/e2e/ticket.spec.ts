import { arrival } from '../../kiosk/src/lib/words/arrival.ts';
import { ticket } from '../../kiosk/src/lib/words/ticket.ts';
import type { Item } from '../../server/contract/item.ts';
import { applyFor, arrives, step } from './applying.ts';
import { sql } from './database.ts';
import { shootBoth } from './screens.ts';
import { agent, bench, expect, lastSlip, personOf, serverUrl, test } from './stage.ts';
import { counterOf, emptyHall, take } from './tickets.ts';

test.beforeEach(emptyHall);
test.afterEach(emptyHall);

const tickets = () =>
  sql('select number, priority, state, application is not null as filled from tickets order by serial');

test('without a card: one question, one number on one paper, however often it is tapped', async ({ terminal }) => {
  await take();
  await expect(async () => expect((await lastSlip()).text).toContain('A001')).toPass();
  const before = (await lastSlip()).id;
  await terminal.getByRole('link', { name: '取号' }).click();
  await expect(terminal.locator('h1')).toHaveText(ticket.ask);
  await terminal.getByRole('button', { name: ticket.priorities.pregnant }).dblclick();
  await expect(terminal.locator('h1')).toHaveText(ticket.title('A002'));
  await expect(terminal.getByText('打印好了，请取走')).toBeVisible();
  await shootBoth(terminal, 'ticket-taken');
  expect(await tickets()).toEqual([
    { number: 'A001', priority: 'none', state: 'waiting', filled: false },
    { number: 'A002', priority: 'pregnant', state: 'waiting', filled: false }
  ]);
  expect((await bench.status()).slips.findIndex(({ id }) => id === before)).toBe(1);
  const { text, codes } = await lastSlip();
  const said = text.replaceAll(/\s/g, '');
  for (const part of ['A002', '马上就叫到您', '请坐下来等', '当天有效']) expect(said).toContain(part);
  for (const told of ['孕', '优先', '先叫']) expect(said).not.toContain(told);
  expect(codes).toEqual([]);
  await terminal.getByRole('button', { name: ticket.done }).click();
  await expect(terminal).toHaveURL(/\/terminal$/);
});

test('a card has one number: tapped again it is shown that one, and 不等了 is asked once and leaves the line', async ({
  terminal,
  context
}) => {
  const display = await context.newPage();
  await display.goto(`${serverUrl()}/hall?sound=off`);
  await terminal.getByRole('link', { name: '取号' }).click();
  await terminal.getByRole('link', { name: ticket.byCard }).click();
  await terminal.waitForURL(/sign-in/);
  await bench.tap('guli');
  await terminal.waitForURL(/\/ticket$/);
  await terminal.getByRole('button', { name: ticket.priorities.none }).click();
  await expect(terminal.locator('h1')).toHaveText(ticket.title('A001'));
  await expect(display.getByText('1人在等')).toBeVisible();
  await bench.lift();
  await terminal.getByRole('button', { name: ticket.done }).click();
  await expect(terminal).toHaveURL(/ended/);

  await bench.tap('guli');
  await terminal.waitForURL(/welcome/);
  await terminal.getByRole('link', { name: arrival.welcome.ticket }).click();
  await expect(terminal.locator('h1')).toHaveText(ticket.own('A001'));
  await shootBoth(terminal, 'ticket-own');
  await terminal.getByRole('button', { name: ticket.giveBack, exact: true }).click();
  await expect(terminal.locator('h1')).toHaveText(ticket.giveBackAsk('A001'));
  await shootBoth(terminal, 'ticket-giving-back');
  await terminal.getByRole('button', { name: ticket.giveBackNo }).click();
  await expect(terminal.locator('h1')).toHaveText(ticket.own('A001'));
  expect(await tickets()).toMatchObject([{ number: 'A001', state: 'waiting' }]);

  await terminal.getByRole('button', { name: ticket.giveBack, exact: true }).click();
  await terminal.getByRole('button', { name: ticket.giveBackYes }).click();
  await expect(terminal.locator('h1')).toHaveText(ticket.givenBack('A001'));
  await expect(display.getByText('1人在等')).toBeHidden();
  await shootBoth(terminal, 'ticket-given-back');
  await terminal.getByRole('button', { name: ticket.anew }).click();
  await terminal.getByRole('button', { name: ticket.priorities.none }).click();
  await expect(terminal.locator('h1')).toHaveText(ticket.title('A002'));
  expect(await tickets()).toMatchObject([
    { number: 'A001', state: 'cancelled' },
    { number: 'A002', state: 'waiting' }
  ]);
  await bench.lift();
  await display.close();
});

test('booked at the terminal: on the day the card checks in, and its number is called at a window', async ({
  terminal,
  desk
}) => {
  test.setTimeout(180_000);
  await applyFor(terminal, 'SQ-03-004', { card: 'wan-shi-tong' });
  await bench.lift();
  await agent('/agent/session', 'DELETE');
  // The day has come. What was booked for it before, by this test's first try or by another, makes room.
  await sql(`delete from bookings where item_code = 'SQ-03-004'
    and slot like to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM-DD') || '%'`);
  await sql(`update bookings set slot = to_char(now() at time zone 'Asia/Shanghai', 'YYYY-MM-DD') || right(slot, 6)
    where case_id = (select id from cases order by id desc limit 1)`);

  await terminal.goto(new URL('/terminal', terminal.url()).href);
  await bench.tap('wan-shi-tong');
  await terminal.waitForURL(/welcome/);
  await terminal.getByRole('link', { name: arrival.welcome.ticket }).click();
  await expect(terminal.locator('h1')).toHaveText(ticket.booked);
  await shootBoth(terminal, 'ticket-booked');
  await terminal.getByRole('button', { name: '老年人健康体检预约' }).click();
  await expect(terminal.locator('h1')).toHaveText(ticket.title('Y001'));
  await expect(terminal.getByText(/^约的是\d\d:\d\d，已经签到$/)).toBeVisible();
  await expect.poll(async () => (await lastSlip()).text.replaceAll(/\s/g, '')).toContain('Y001');
  await bench.lift();
  await terminal.getByRole('button', { name: ticket.done }).click();
  await expect(terminal).toHaveURL(/ended/);

  const clerk = await desk('clerk');
  await counterOf(clerk).sit('3号窗口');
  const bar = clerk.getByRole('region', { name: '叫号' });
  await expect(bar).toContainText('等着1人');
  // Whoever has not sat down yet sees how many wait, and calls nobody.
  await expect(bar.getByRole('status')).toHaveText('没有在办的号');
  await clerk.keyboard.press('F8');
  await expect(bar.getByRole('status')).toContainText(/Y001\s*叫了，还没有到\s*老年人健康体检预约/);
  await clerk.keyboard.press('F9');
  await expect(bar.getByRole('status')).toContainText('正在办');
  await clerk.keyboard.press('Shift+F2');
  await expect(clerk.getByRole('heading', { level: 1 })).toContainText('老年人健康体检预约');
});

test('half way through a form: the number carries it, and it outlives the session', async ({ terminal, desk }) => {
  const code = 'SQ-05-006';
  const item = await agent<Item>(`/api/catalogue/items/${code}`);
  await terminal.goto(new URL(`/terminal/item/${code}`, terminal.url()).href);
  await terminal.locator('.action a').click();
  await terminal.waitForURL(/sign-in/);
  await bench.tap('fu-shou');
  await terminal.getByRole('button', { name: /本人办理/ }).click();
  while (!(await arrives(terminal)).startsWith('consent')) await step(terminal, item);
  await terminal.goto(new URL(`/terminal/ticket?item=${code}`, terminal.url()).href);
  // Over sixty by the card: nothing else is asked.
  await expect(terminal.locator('h1')).toHaveText(ticket.elder);
  await terminal.getByRole('button', { name: ticket.take }).click();
  await expect(terminal.locator('h1')).toHaveText(ticket.title('A001'));
  await expect(terminal.getByText(ticket.carried)).toBeVisible();
  await bench.lift();
  await terminal.getByRole('button', { name: ticket.done }).click();
  await expect(terminal).toHaveURL(/ended/);
  expect(await tickets()).toEqual([{ number: 'A001', priority: 'elderly', state: 'waiting', filled: true }]);

  const clerk = await desk('clerk');
  const counter = counterOf(clerk);
  await counter.sit('3号窗口');
  const called = await counter.next();
  const opened = await clerk.request.get(new URL(`/api/window/tickets/${called.id}/application`, clerk.url()).href);
  const { application } = await opened.json();
  expect(application).toMatchObject({ itemCode: code, resident: { name: personOf('fu-shou').card.name } });
});

test('without paper the number stays until somebody says that they have it', async ({ terminal }) => {
  await bench.change({ slipPrinter: { paper: 'out' } });
  await terminal.getByRole('link', { name: '取号' }).click();
  await terminal.clock.install();
  await terminal.getByRole('button', { name: ticket.priorities.none }).click();
  await expect(terminal.getByText(ticket.paperless)).toBeVisible();
  await shootBoth(terminal, 'ticket-paperless');
  for (let minute = 0; minute < 4; minute++) {
    await terminal.clock.runFor(60_000);
    await expect(terminal.getByRole('alertdialog')).toHaveCount(0);
  }
  // The agent speaks by another clock than this page's: for a moment it may be missed.
  await expect(terminal.getByRole('heading', { name: '这台机器正在自己恢复' })).toHaveCount(0);
  await expect(terminal.locator('h1')).toHaveText(ticket.title('A001'));
  await bench.change({ slipPrinter: { paper: 'enough' } });
  await terminal.getByRole('button', { name: ticket.noted }).click();
  await expect(terminal).toHaveURL(/\/terminal$/);
});

test('while the centre is away no number is given, and the next try is the same one', async ({ terminal }) => {
  await terminal.getByRole('link', { name: '取号' }).click();
  await terminal.route('**/agent/ticket', (route) =>
    route.fulfill({ status: 503, json: { error: { code: 'server.unavailable' } } })
  );
  await terminal.getByRole('button', { name: ticket.priorities.none }).click();
  await expect(terminal.locator('h1')).toHaveText(ticket.refused);
  await terminal.unroute('**/agent/ticket');
  await terminal.getByRole('button', { name: '再试一次' }).click();
  await expect(terminal.locator('h1')).toHaveText(ticket.title('A001'));
});
