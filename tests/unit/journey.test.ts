import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTerminal } from '../../devices/agent/testing.devices.ts';
import type { Card } from '../../server/contract/card.ts';
import type { Item } from '../../server/contract/item.ts';
import type { Prefill, Submission } from '../../server/contract/wire.ts';
import { DEMONSTRATION_PEOPLE } from '../../server/demonstration/people.ts';
import { registerTerminal } from '../../server/terminals/service.ts';
import { cardOf, listen, openWorkingCentre } from '../../server/testing.ts';
import { fillSubmission } from '../filling.ts';

/** Everything that this process prints while the file runs. */
const printed: string[] = [];
const streams = [process.stdout, process.stderr] as const;
const writers = streams.map((stream) => stream.write.bind(stream));
const consoles = (['log', 'info', 'warn', 'error', 'debug'] as const).map((way) => [way, console[way]] as const);

const centre = await openWorkingCentre();
const addresses: string[] = [];
const server = await listen((request) => {
  addresses.push(request.url);
  return centre.app.fetch(request);
});
const folder = await mkdtemp(join(tmpdir(), 'yimen-journey-'));
const terminal = await openTerminal({
  centreUrl: server.url,
  credential: await registerTerminal(centre.context, '大厅终端'),
  folder,
  publicJwk: centre.context.submissionKey.publicJwk
});
const clerk = await centre.employ('clerk', 'clerk');
const officer = await centre.employ('officer', 'officer');

beforeAll(() => {
  for (const stream of streams)
    stream.write = (words: string | Uint8Array) => {
      printed.push(typeof words === 'string' ? words : Buffer.from(words).toString());
      return true;
    };
  for (const [way] of consoles) console[way] = (...words: unknown[]) => void printed.push(words.map(String).join(' '));
});
afterAll(async () => {
  for (const [index, stream] of streams.entries()) stream.write = writers[index] ?? stream.write;
  for (const [way, before] of consoles) console[way] = before;
  await terminal.close();
  server.server.close();
  await centre.close();
  await rm(folder, { recursive: true, force: true });
});

/** What nobody may find in a log, an error, an address, or on the disk of a terminal. */
const TYPED = { mobile: '13987654321', reason: '厂子搬走了没跟着去', address: '云外路九号三零二' };
const SECRETS = [
  ...DEMONSTRATION_PEOPLE.flatMap(({ card, holder }) => [
    card.name,
    card.idNumber,
    card.idNumber.slice(6, 14),
    card.idNumber.slice(-6),
    ...Object.values(holder.records).flatMap(({ parts }) =>
      Object.values(parts ?? {}).filter((part) => typeof part === 'string')
    )
  ]),
  ...Object.values(TYPED),
  '一门里8幢1单元102室'
].filter((secret) => secret.length > 1 && secret !== '企业职工');
const leaksIn = (text: string): string[] => SECRETS.filter((secret) => text.includes(secret));

/** The two kinds of line there are: a defect by its kind and place, an application kept by its reference. */
const LINE =
  /^(defect in [A-Z]+ \/[\w/:*.-]+: \w+( \w{5})?( at .*)?|submission [0-9A-F]{8} was refused with [\w.-]+ and is kept)$/;

const refusals: string[] = [];
/** A request of the terminal's page; whatever is refused is kept to be searched. */
async function page(method: string, path: string, body?: unknown) {
  const answer = await terminal.page(method, path, body);
  if (answer.status >= 400) refusals.push(`${method} ${path} ${JSON.stringify(answer.body)}`);
  return answer;
}
async function asStaff(who: typeof clerk, path: string, body?: unknown) {
  const answer = await centre.asStaff(who, path, body);
  if (answer.status >= 400) refusals.push(`${path} ${JSON.stringify(answer.body)}`);
  return answer;
}
async function tap(card: Card, purpose = 'sign-in') {
  terminal.reader.tap(card);
  const answer = await page('POST', '/agent/session/read', { purpose });
  terminal.reader.lift();
  return answer;
}
async function fill(itemCode: string): Promise<{ item: Item; submission: Submission }> {
  const item: Item = (await page('GET', `/api/catalogue/items/${itemCode}`)).body;
  const prefill: Prefill = (await page('POST', '/api/prefill', { itemCode, itemVersion: item.version })).body;
  const filled = await fillSubmission(item, prefill, centre.slotFor);
  const answers = Object.fromEntries(
    Object.entries(filled.answers).map(([key, answer]) => {
      const type = item.form.find((field) => field.key === key)?.type;
      return [key, type === 'mobile' ? TYPED.mobile : type === 'address' ? TYPED.address : answer];
    })
  );
  return { item, submission: { ...filled, answers } };
}

/** Takes a table away for as long as something is tried: a defect in the middle of everything. */
async function without(table: string, attempt: () => Promise<unknown>): Promise<void> {
  await centre.context.database.execute(sql.raw(`alter table ${table} rename to ${table}_away`));
  await attempt();
  await centre.context.database.execute(sql.raw(`alter table ${table}_away rename to ${table}`));
}

it('a whole day with every failure leaves nobody’s name, number, telephone or answer in a log or an error', async () => {
  for (const id of ['expired', 'slow', 'outdated']) await tap(cardOf(id));
  await tap({ ...cardOf('fu-shou'), idNumber: '330102194403122020' });
  await tap({ ...cardOf('fu-shou'), name: '福\u0000寿长' });
  await without('residents', () => tap(cardOf('fu-shou')));
  await without('licence_pulls', async () => {
    await tap(cardOf('wan-shi-tong'));
    await page('POST', '/api/prefill', { itemCode: 'SQ-01-001', itemVersion: 1 });
  });

  await tap(cardOf('wan-shi-tong'));
  const { submission } = await fill('SQ-01-001');
  const wrong = { ...submission, answers: { ...submission.answers, mobile: `${TYPED.mobile}1`, [TYPED.reason]: 'x' } };
  await page('POST', '/agent/submit', { ...submission, answers: { mobile: TYPED } });
  await page('POST', '/agent/submit', { ...wrong, answers: { ...wrong.answers, [TYPED.reason]: undefined } });
  await page('POST', '/agent/submit', { ...submission, signature: null });
  await page('POST', '/agent/submit', { ...submission, itemVersion: 9 });
  for (const table of ['cases', 'remembered_values', 'audit_records'])
    await without(table, () => page('POST', '/agent/submit', submission));
  const sent = await page('POST', '/agent/submit', submission);
  expect(sent.body.state, JSON.stringify(sent.body)).toBe('submitted');
  const { case: made, slip } = sent.body.submitted;
  await page('POST', '/agent/submit', { ...submission, answers: { ...submission.answers, mobile: '13911112222' } });

  terminal.slips.setPaper('out');
  await page('POST', '/agent/print/slip', { caseId: made.id, number: slip.number });
  await terminal.printing.settled();
  terminal.slips.setPaper('enough');
  await page('POST', '/agent/print/slip', { caseId: made.id, number: slip.number });
  await page('POST', '/agent/print/document', { caseId: made.id, kind: 'form' });
  await page('POST', '/agent/print/document', { caseId: made.id, kind: 'result' });
  await terminal.printing.settled();
  expect([terminal.slips.printed().length, terminal.pages.printed().length]).toEqual([1, 1]);
  await without('slips', () => page('GET', `/api/my/cases/${made.id}`));
  const mistaken = await fill('SQ-01-001');
  await page('POST', '/agent/submit', mistaken.submission);
  await without('audit_records', () => page('POST', '/agent/undo'));
  expect((await page('POST', '/agent/undo')).status).toBe(200);
  await page('DELETE', '/agent/session');
  await page('GET', `/api/my/cases/${made.id}`);

  await tap(cardOf('guli'));
  await page('GET', `/api/my/cases/${made.id}`);
  await page('POST', `/api/my/cases/${made.id}/withdraw`, {});
  await tap(cardOf('guli'), 'principal');
  await tap(cardOf('rare-name'), 'principal');
  await page('POST', '/api/progress', { shortCode: made.shortCode, last4: '0000' });
  await page('DELETE', '/agent/session');

  const acts = `/api/window/cases/${made.id}/acts`;
  await asStaff(officer, acts, { act: 'grant', version: 1, reason: `${TYPED.reason}，${TYPED.mobile}` });
  await asStaff(clerk, acts, { act: 'claim', version: 1 });
  await asStaff(clerk, acts, { act: 'refuse', version: 2, reason: TYPED.reason, whereInstead: { at: TYPED.address } });
  await without('slips', () => asStaff(clerk, acts, { act: 'accept', version: 2 }));
  await asStaff(clerk, '/api/window/lookup', { idNumber: `${cardOf('guli').idNumber.slice(0, 17)}?` });
  await without('residents', () => asStaff(clerk, '/api/window/lookup', { idNumber: cardOf('guli').idNumber }));
  await asStaff(clerk, `/api/window/cases?field=%00${encodeURIComponent(TYPED.reason)}`);
  await centre.enter(cardOf('guli').name, cardOf('guli').idNumber);

  expect(refusals.length).toBeGreaterThan(20);
  expect(printed.join('\n')).toContain('defect in POST /api/sessions');
  expect(refusals.filter((refusal) => leaksIn(refusal).length > 0)).toEqual([]);
  for (const line of printed) {
    expect(leaksIn(line)).toEqual([]);
    expect(line).toMatch(LINE);
  }
});

it('and neither the terminal’s disk nor any address that was asked tells who was here', async () => {
  for (const name of await readdir(folder)) {
    const bytes = await readFile(join(folder, name));
    expect(SECRETS.filter((secret) => bytes.includes(secret))).toEqual([]);
  }
  expect(addresses.length).toBeGreaterThan(30);
  expect(addresses.filter((address) => leaksIn(decodeURIComponent(address)).length > 0)).toEqual([]);
  const { rows } = await centre.context.database.execute(
    sql`select card, principal_card from sessions where ended_at is not null and (card is not null or principal_card is not null)`
  );
  expect(rows).toEqual([]);
});
