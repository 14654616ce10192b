import { describe, expect, it } from 'vitest';
import type { StaffRole } from '../contract/case-state.ts';
import { closesLoop, nextPersonOf, type Placed, type Places } from './rules.ts';

const places = (...all: (Partial<Placed> & { readonly id: string })[]): Places =>
  new Map(
    all.map((one) => [one.id, { role: 'clerk' as StaffRole, superiorId: null, disabled: false, ...one } as Placed])
  );

const HOUSE = [
  { id: 'clerk', superiorId: 'senior' },
  { id: 'senior', superiorId: 'head' },
  { id: 'officer', role: 'officer', superiorId: 'chief' },
  { id: 'chief' },
  { id: 'head', role: 'manager' }
] as const;
const late = (level: number, leadId: string | null = null) => ({ level, holderId: 'clerk', leadId });
const without = (...gone: string[]) => places(...HOUSE.map((one) => ({ ...one, disabled: gone.includes(one.id) })));

describe('who is told next', () => {
  it.each([
    ['red', late(2), 'senior'],
    ['overdue', late(3), 'head'],
    ['red at a department', late(2, 'officer'), 'officer'],
    ['overdue at a department', late(3, 'officer'), 'head']
  ])('%s', (_, asked, told) => {
    expect(nextPersonOf(without(), asked)).toBe(told);
  });

  it('passes over whoever does not work here any more', () => {
    expect(nextPersonOf(without('senior'), late(2))).toBe('head');
    expect(nextPersonOf(without('officer'), late(2, 'officer'))).toBe('chief');
    expect(nextPersonOf(without('officer', 'chief'), late(2, 'officer'))).toBe('senior');
    expect(nextPersonOf(without('head'), late(3))).toBe('senior');
  });

  it('is the head where nobody is named, and nobody where there is nobody', () => {
    expect(nextPersonOf(places({ id: 'clerk' }, { id: 'head', role: 'manager' }), late(2))).toBe('head');
    expect(nextPersonOf(places({ id: 'clerk' }), late(2))).toBeNull();
    expect(nextPersonOf(places({ id: 'clerk' }), late(3))).toBeNull();
    expect(nextPersonOf(places(), { level: 2, holderId: 'centre', leadId: null })).toBeNull();
  });

  it('comes to an end in a chain that closes upon itself', () => {
    const round = places({ id: 'clerk', superiorId: 'other' }, { id: 'other', superiorId: 'clerk', disabled: true });
    expect(nextPersonOf(round, late(2))).toBeNull();
  });
});

describe('a superior', () => {
  it.each([
    ['oneself', 'clerk', 'clerk', true],
    ['somebody below', 'head', 'clerk', true],
    ['somebody further below', 'senior', 'clerk', true],
    ['somebody beside', 'clerk', 'chief', false],
    ['whoever it is already', 'clerk', 'senior', false]
  ])('%s: closes a loop', (_, id, superior, closes) => {
    expect(closesLoop(without(), id, superior)).toBe(closes);
  });
});
