import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Staff } from '../../contract/window-wire.ts';
import { openWorkingCentre } from '../../testing.ts';
import { currentItems } from '../service.ts';
import { workbookOf } from './testing.ts';

const PATH = '/api/window/catalogue/sheet';
let centre: Awaited<ReturnType<typeof openWorkingCentre>>;
let manager: Staff;
let clerk: Staff;
beforeAll(async () => {
  centre = await openWorkingCentre();
  manager = await centre.employ('manager', 'manager');
  clerk = await centre.employ('clerk', 'clerk');
});
afterAll(() => centre.close());

async function send(who: Staff, bytes: Uint8Array, type = 'application/octet-stream') {
  const answer = await centre.app.request(PATH, {
    method: 'POST',
    headers: { cookie: centre.cookieOf(who), 'content-type': type },
    body: Buffer.from(bytes)
  });
  return { status: answer.status, body: await answer.json() };
}

it.each(['xlsx', 'csv'])('what is given out as %s changes nothing when it is read in', async (format) => {
  const answer = await centre.app.request(`${PATH}?format=${format}`, {
    headers: { cookie: centre.cookieOf(manager) }
  });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-disposition')).toMatch(
    new RegExp(`^attachment; filename\\*=UTF-8''%E5%AE%9E%E6%96%BD%E6%B8%85%E5%8D%95-\\d{4}-\\d{2}-\\d{2}\\.${format}$`)
  );
  const { status, body } = await send(manager, await answer.bytes());
  expect(status).toBe(200);
  expect(body).toMatchObject({ refused: [], told: [] });
  expect(body.items).toHaveLength(59);
  expect(new Set(body.items.map(({ change }: { change: string }) => change))).toEqual(new Set(['same']));
});

it('what a file would change is told, and nothing is changed', async () => {
  const before = await currentItems(centre.context);
  const sheet = workbookOf({
    事项: [
      ['事项编号', '事项名称'],
      ['SQ-01-001', '失业登记（改名）']
    ]
  });
  const { body } = await send(manager, sheet);
  expect(body.items).toMatchObject([{ change: 'changed', item: { name: '失业登记（改名）' }, missing: [] }]);
  expect(await currentItems(centre.context)).toEqual(before);
});

it('a file that is refused is answered with its places', async () => {
  const { status, body } = await send(
    manager,
    new TextEncoder().encode('事项名称,服务领域\r\n=甲,社会服务\r\n'),
    'text/csv'
  );
  expect(status).toBe(200);
  expect(body).toEqual({ items: [], told: [], refused: [{ code: 'sheet.formula', place: '事项!A2', value: '=甲' }] });
});

it('only whoever keeps the catalogue may, with a body that is a file', async () => {
  const sheet = workbookOf({ 事项: [['事项名称']] });
  expect((await send(clerk, sheet)).body).toEqual({ error: { code: 'staff.role' } });
  expect((await centre.app.request(`${PATH}?format=xlsx`)).status).toBe(401);
  expect((await send(manager, sheet, 'text/plain')).body).toEqual({ error: { code: 'request.malformed' } });
  expect((await centre.asStaff(manager, `${PATH}?format=xls`)).body.error.code).toBe('request.malformed');
  expect((await send(manager, new Uint8Array(6_000_001))).status).toBe(413);
});
