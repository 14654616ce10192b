import { describe, expect, it } from 'vitest';
import { CASE_STATES, isClosed } from '../contract/case-state.ts';
import { afterTry, canLead, eventOf, isFitEndpoint, type TryEnd, usualDepartment, verdictOf } from './rules.ts';

const answered = (status: number, retryAfterS: number | null = null): TryEnd => ({ status, retryAfterS });
const AWAY: TryEnd = { status: null, problem: 'unreachable' };
const waitOf = (attempts: number, end: TryEnd = AWAY, chance = 0) => {
  const after = afterTry(attempts, end, chance);
  return after.state === 'waiting' ? after.waitS : after.state;
};

describe('after a try', () => {
  it('whatever is in the two hundreds is delivered', () => {
    for (const status of [200, 202, 204, 299]) expect(afterTry(1, answered(status), 0)).toEqual({ state: 'delivered' });
  });

  it('410 means never again', () => {
    expect(afterTry(1, answered(410), 0)).toEqual({ state: 'dead', problem: 'status-410', gone: true });
  });

  it.each([
    ['status-302', answered(302)],
    ['status-404', answered(404)],
    ['status-503', answered(503)],
    ['timeout', { status: null, problem: 'timeout' } as const],
    ['unreachable', AWAY]
  ])('%s is tried again', (problem, end) => {
    expect(afterTry(1, end, 0)).toEqual({ state: 'waiting', waitS: 5, problem });
  });

  it('the waits are those of Standard Webhooks, and the tenth try is the last', () => {
    const waits = Array.from({ length: 10 }, (_, index) => waitOf(index + 1));
    expect(waits).toEqual([5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400, 'dead']);
    expect(afterTry(10, answered(500), 0)).toEqual({ state: 'dead', problem: 'status-500', gone: false });
  });

  it('a wait is up to a fifth longer, never shorter', () => {
    expect([0, 0.5, 1].map((chance) => waitOf(2, AWAY, chance))).toEqual([300, 330, 360]);
  });

  it('a department that asks for patience gets it, up to a day', () => {
    expect([60, 1, 10 ** 9].map((asked) => waitOf(1, answered(429, asked)))).toEqual([60, 5, 86_400]);
  });
});

describe('a decision', () => {
  const verdict = (
    state: (typeof CASE_STATES)[number],
    departmentId: string | null = 'own',
    before: 'granted' | null = null
  ) => verdictOf({ state, departmentId, opinions: {}, before }, 'own', 'granted');

  it('is tried only upon a case that this department is to decide', () => {
    for (const state of ['reviewing', 'publicised'] as const) expect(verdict(state)).toBe('apply');
    for (const state of CASE_STATES)
      if (state !== 'reviewing' && state !== 'publicised')
        expect(verdict(state)).toBe(isClosed(state) ? 'late' : 'wrong-state');
  });

  it('upon a case of another department, or of none, says nothing of its state', () => {
    for (const state of CASE_STATES)
      for (const other of ['another', null]) expect(verdict(state, other)).toBe('other-department');
  });

  it('is a duplicate where this department decided so before, and late where it decided otherwise', () => {
    expect([verdict('granted', 'own', 'granted'), verdict('issued', 'own', 'granted')]).toEqual([
      'duplicate',
      'duplicate'
    ]);
    expect(verdictOf({ state: 'granted', departmentId: 'own', opinions: {}, before: 'granted' }, 'own', 'denied')).toBe(
      'late'
    );
    expect(verdict('granted')).toBe('late');
  });
});

describe('an opinion', () => {
  const verdict = (
    opinions: Readonly<Record<string, 'asked' | 'agreed' | 'objected'>>,
    before: 'agreed' | 'objected' | null = null,
    state: (typeof CASE_STATES)[number] = 'reviewing'
  ) => verdictOf({ state, departmentId: 'lead', opinions, before }, 'own', 'agreed');

  it('is taken of whoever was asked, and of nobody else; it may be changed until the case is decided', () => {
    expect(verdict({ own: 'asked' })).toBe('apply');
    expect(verdict({ another: 'asked' })).toBe('other-department');
    expect(verdict({ own: 'objected' }, 'objected')).toBe('apply');
    expect(verdict({ own: 'agreed' }, 'agreed')).toBe('duplicate');
    expect(verdict({ own: 'asked' }, null, 'granted')).toBe('late');
    expect(verdict({ own: 'asked' }, null, 'accepted')).toBe('wrong-state');
    expect(verdictOf({ state: 'reviewing', departmentId: 'own', opinions: {}, before: null }, 'own', 'agreed')).toBe(
      'other-department'
    );
  });
});

describe('an item', () => {
  const field = { id: 'field', handles: ['05'] };
  const item = { id: 'item', handles: ['06', 'SQ-05-006'] };
  it('goes to whoever handles just it, else to whoever handles its field, else to everybody', () => {
    const usual = (code: string) => usualDepartment([field, item], { code, field: code.slice(3, 5) });
    expect([usual('SQ-05-006'), usual('SQ-05-001'), usual('SQ-06-001'), usual('SQ-01-001')]).toEqual([
      'item',
      'field',
      'item',
      null
    ]);
  });
});

describe('an endpoint', () => {
  it.each([
    ['https://bureau.example/hooks', true],
    ['http://127.0.0.1:8080/events', true],
    ['http://localhost/events', true],
    ['http://bureau.example/hooks', false],
    ['http://127.0.0.1.example/hooks', false],
    ['https://user:secret@bureau.example/hooks', false],
    ['ftp://bureau.example', false],
    ['bureau.example', false],
    ['', false]
  ])('%s: %s', (address, fits) => {
    expect(isFitEndpoint(address)).toBe(fits);
  });
});

describe('what a department that has a case is told', () => {
  it.each([
    ['send', 'accepted', 'case.sent'],
    ['withdraw', 'reviewing', 'case.withdrawn'],
    ['lapse', 'accepted', 'case.withdrawn'],
    ['grant', 'reviewing', 'case.closed'],
    ['deny', 'publicised', 'case.closed'],
    ['pass-up', 'reviewing', 'case.closed'],
    ['grant', 'passed-up', null],
    ['annul', 'issued', 'case.closed'],
    ['opine', 'reviewing', null],
    ['explain', 'reviewing', null]
  ] as const)('%s of what is %s: %s', (act, state, told) => {
    expect(eventOf(act, state)).toBe(told);
  });
});

describe('whoever is told of what comes due at a department', () => {
  const department = { name: '民政科', kind: 'internal' } as const;
  const officer = { role: 'officer', department: '民政科', disabled: false } as const;
  it.each([
    ['an officer of it', officer, true],
    ['an officer of another', { ...officer, department: '城建科' }, false],
    ['a clerk', { ...officer, role: 'clerk', department: null }, true],
    ['the head', { ...officer, role: 'manager' }, true],
    ['whoever has left', { ...officer, disabled: true }, false],
    ['an administrator', { ...officer, role: 'administrator' }, false],
    ['a helper', { ...officer, role: 'helper' }, false]
  ] as const)('%s: %s', (_, who, can) => {
    expect(canLead(department, who)).toBe(can);
  });

  it('is nobody of the house where it is outside', () => {
    expect(canLead({ ...department, kind: 'external' }, officer)).toBe(false);
  });
});
