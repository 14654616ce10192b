import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPdf } from '../../tests/fixtures/pdf.ts';
import { firstBrokenRecord, recordsOf } from '../audit/service.ts';
import type { Admission } from '../contract/admission-wire.ts';
import type { Staff } from '../contract/window-wire.ts';
import { openWorkingCentre } from '../testing.ts';
import { admissionDecisions, admissions } from './schema.ts';

const PATH = '/api/window/admissions';
const ASKED = {
  task: '招商引资项目包保',
  department: '区商务局',
  contactName: '联络员',
  contactPhone: '0571-1',
  basis: '',
  funds: '',
  people: '',
  until: null,
  answerable: false
};
const LAWFUL = { basis: '《中华人民共和国统计法》', funds: '每户2元', people: '派两名统计员' };

let centre: Awaited<ReturnType<typeof openWorkingCentre>>;
let manager: Staff;
let clerk: Staff;
const failed = (status: number, code: string) => ({ status, body: { error: { code } } });

beforeAll(async () => {
  centre = await openWorkingCentre();
  manager = await centre.employ('manager', 'manager');
  clerk = await centre.employ('clerk', 'clerk');
});
afterAll(() => centre.close());

const ask = async (change: object = {}, who = clerk): Promise<Admission> => {
  const answer = await centre.asStaff(who, PATH, { ...ASKED, ...change });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
};
const decide = (who: Staff, { id }: Admission, how: string, body: object) =>
  centre.asStaff(who, `${PATH}/${id}/${how}`, body);
const works = async () => (await centre.asStaff(clerk, '/api/work-list')).body.works;

describe('a task that is on no list', () => {
  it('is found unlisted, refused in one click, and stands in the record with its law and its letter', async () => {
    const made = await ask();
    expect(made).toMatchObject({
      number: '准入〔2026〕1号',
      listed: null,
      near: [],
      decision: null,
      openedBy: '员clerk'
    });
    const { status, body } = await decide(clerk, made, 'refuse', { reasons: '' });
    expect(status).toBe(200);
    expect(body.decision).toMatchObject({
      kind: 'refused',
      ground: 'unlisted',
      letter: '不予准入〔2026〕1号',
      by: '员clerk',
      at: '2026-11-24T02:00:00.000Z'
    });
    const { admissions: all } = (await centre.asStaff(manager, PATH)).body;
    expect(all[0]).toEqual(body);
    const letter = await centre.asStaff(clerk, `${PATH}/${made.id}/letter.pdf`);
    const { text } = await readPdf(letter.body);
    for (const part of [
      '不予准入告知书',
      '不予准入〔2026〕1号',
      '区商务局：',
      '不在本社区工作事项清单上',
      '第四十三条'
    ])
      expect(text).toContain(part);
    const records = await recordsOf(centre.context, centre.context.database, [made.id]);
    expect(records.map(({ action, actorId }) => [action, actorId])).toEqual([
      ['admission.refused', clerk.id],
      ['admission.open', clerk.id]
    ]);
    expect(await firstBrokenRecord(centre.context, centre.context.database)).toBeNull();
  });

  it('is decided once, whoever of several comes first', async () => {
    const made = await ask();
    const both = await Promise.all([
      decide(clerk, made, 'refuse', { reasons: '' }),
      decide(manager, made, 'refuse', { reasons: '' })
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await decide(manager, made, 'admit', { reasons: '再议' })).toMatchObject({
      status: 409,
      body: { error: { code: 'admission.decided' } }
    });
  });

  it('and its refusal can be neither changed nor removed', async () => {
    const made = await ask();
    await decide(clerk, made, 'refuse', { reasons: '' });
    const { database } = centre.context;
    const kept = { cause: { message: expect.stringContaining('are kept as they were written') } };
    await expect(database.delete(admissions).where(eq(admissions.id, made.id))).rejects.toMatchObject(kept);
    await expect(database.update(admissionDecisions).set({ reasons: '' })).rejects.toMatchObject(kept);
  });
});

describe('a task that is admitted', () => {
  it('is so by the head alone, with reasons, and becomes a row of the work list', async () => {
    const made = await ask({ task: '经济普查入户', department: '区统计局', ...LAWFUL, until: '2026-12-31' });
    expect(await decide(clerk, made, 'admit', { reasons: '依法协助' })).toEqual(failed(403, 'staff.role'));
    expect(await decide(manager, made, 'admit', { reasons: '' })).toMatchObject(failed(400, 'request.malformed'));
    const { body } = await decide(manager, made, 'admit', { reasons: '依法协助，经费已经落实' });
    expect(body.decision).toMatchObject({ kind: 'admitted', work: '经济普查入户', letter: null, by: '员manager' });
    expect(await works()).toMatchObject([
      {
        kind: 'assisting',
        name: '经济普查入户',
        department: '区统计局',
        until: '2026-12-31',
        admission: made.number,
        holds: true
      }
    ]);
  });

  it('then stands on the list: the same task is found there, and refusing it needs reasons', async () => {
    const made = await ask({ task: '协助做好经济普查入户工作', ...LAWFUL });
    expect(made.listed?.name).toBe('经济普查入户');
    expect(await decide(clerk, made, 'refuse', { reasons: '' })).toEqual(failed(422, 'admission.reasons'));
    expect((await decide(clerk, made, 'listed', { workId: made.listed?.id })).body.decision).toMatchObject({
      kind: 'listed',
      work: '经济普查入户'
    });
    const again = await ask({ task: '经济普查入户', ...LAWFUL });
    expect(await decide(manager, again, 'admit', { reasons: '再来一次' })).toEqual(failed(409, 'work.known'));
    expect((await decide(clerk, again, 'refuse', { reasons: '没有给经费' })).body.decision.ground).toBe('reasons');
  });

  it('until it is over: from then on it is unlisted again', async () => {
    centre.setNow('2027-01-01T02:00:00Z');
    const made = await ask({ task: '经济普查入户', ...LAWFUL });
    expect([made.listed, made.number]).toEqual([null, '准入〔2027〕1号']);
    centre.setNow('2026-11-24T02:00:00Z');
  });

  it.each([
    [{ ...LAWFUL, answerable: true }, 'admission.answerable'],
    [{ ...LAWFUL, basis: '' }, 'admission.basis'],
    [{ ...LAWFUL, funds: '', people: '' }, 'admission.means']
  ])('never is with %o: %s', async (change, code) => {
    const made = await ask(change);
    expect(await decide(manager, made, 'admit', { reasons: '上面要求' })).toEqual(failed(422, code));
    expect((await centre.asStaff(manager, PATH)).body.admissions[0].decision).toBeNull();
  });
});

describe('what is refused by the page itself', () => {
  it('anybody but clerks and managers', async () => {
    for (const role of ['officer', 'helper', 'administrator'] as const) {
      const other = await centre.employ(role, role);
      expect(await centre.asStaff(other, PATH)).toEqual(failed(403, 'staff.role'));
      expect(await centre.asStaff(other, PATH, ASKED)).toEqual(failed(403, 'staff.role'));
    }
    expect((await centre.app.request(PATH)).status).toBe(401);
  });

  it.each([
    [{ task: ' ' }],
    [{ task: '长'.repeat(121) }],
    [{ department: '' }],
    [{ contactPhone: '1' }],
    [{ until: '明年' }],
    [{ answerable: 'yes' }],
    [{ approved: true }]
  ])('a form with %o', async (change) => {
    expect(await centre.asStaff(clerk, PATH, { ...ASKED, ...change })).toMatchObject(failed(400, 'request.malformed'));
  });

  it('a day that is over, a form that is not there, an entry that is not on the list, a letter of nothing', async () => {
    expect(await centre.asStaff(clerk, PATH, { ...ASKED, until: '2026-11-23' })).toEqual(failed(422, 'admission.over'));
    const nowhere = '019ab000-0000-7000-8000-0000000000ff';
    expect(await centre.asStaff(clerk, `${PATH}/${nowhere}/refuse`, { reasons: '' })).toEqual(
      failed(404, 'admission.unknown')
    );
    const made = await ask();
    expect(await decide(clerk, made, 'listed', { workId: nowhere })).toEqual(failed(404, 'work.unknown'));
    expect(await centre.asStaff(clerk, `${PATH}/${made.id}/letter.pdf`)).toEqual(failed(404, 'admission.unknown'));
  });
});
