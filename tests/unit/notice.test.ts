import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openTerminal } from '../../devices/agent/testing.devices.ts';
import { digestOf, importNoticeKeys, type NoticeKey, verifyNotice } from '../../server/contract/notice-code.ts';
import type { Prefill } from '../../server/contract/wire.ts';
import { registerTerminal } from '../../server/terminals/service.ts';
import { cardOf, listen, openWorkingCentre } from '../../server/testing.ts';
import { fillSubmission } from '../filling.ts';
import { codeOnPdf, readPdf } from '../fixtures/pdf.ts';

const ITEM = 'SQ-05-006';
const centre = await openWorkingCentre();
const server = await listen(centre.app.fetch);
const folder = await mkdtemp(join(tmpdir(), 'yimen-notice-'));
const terminal = await openTerminal({
  centreUrl: server.url,
  credential: await registerTerminal(centre.context, '大厅终端'),
  folder,
  publicJwk: centre.context.submissionKey.publicJwk
});
const clerk = await centre.employ('clerk', 'clerk');
afterAll(async () => {
  await terminal.close();
  server.server.close();
  await centre.close();
  await rm(folder, { recursive: true, force: true });
});
const { page } = terminal;

async function fileAtTerminal() {
  terminal.reader.tap(cardOf('fu-shou'));
  await page('POST', '/agent/session/read', { purpose: 'sign-in' });
  const item = await centre.itemOf(ITEM);
  const prefill: Prefill = (await page('POST', '/api/prefill', { itemCode: ITEM, itemVersion: item.version })).body;
  const sent = await page('POST', '/agent/submit', await fillSubmission(item, prefill, centre.slotFor));
  expect(sent.body.state, JSON.stringify(sent.body)).toBe('submitted');
  return sent.body.submitted;
}

it('a slip and a letter that came out of the printers are read, verified without the server, and verified by it', async () => {
  const { case: made, slip } = await fileAtTerminal();
  await page('POST', '/agent/print/slip', { caseId: made.id, number: slip.number });
  await page('POST', '/agent/print/document', { caseId: made.id, kind: 'notice', number: slip.number });
  await terminal.printing.settled();
  const [receipt] = terminal.slips.printed();
  const [letter] = terminal.pages.printed();
  const pdf = letter?.pdf ?? new Uint8Array();
  const codes = [...(receipt?.codes ?? []), await codeOnPdf(pdf)];
  expect(codes).toEqual([slip.code, slip.code]);
  expect((await readPdf(pdf)).text).toContain(`文书编号${slip.number}`);

  const { keys }: { keys: NoticeKey[] } = await (await fetch(`${server.url}/api/centre/keys`)).json();
  const told = await verifyNotice(await importNoticeKeys(keys), codes[0] ?? '');
  expect(told.ok && told.value).toMatchObject({ number: slip.number, kind: 'receipt', issuedOn: '2026-11-24' });
  const atWindow = await centre.asStaff(clerk, `/api/window/cases/${made.id}/slips/${slip.number}`);
  expect(told.ok && told.value.digest).toBe(await digestOf(atWindow.body));

  const verified = await page('POST', '/api/notices/verify', { code: codes[0] });
  expect(verified).toMatchObject({ status: 200, body: { number: slip.number, title: '收件回执', stands: true } });
  const forged = await page('POST', '/api/notices/verify', { code: codes[0]?.replace(/.$/, (last) => `${9 - +last}`) });
  expect(forged).toEqual({ status: 422, body: { error: { code: 'notice.forged' } } });
});
