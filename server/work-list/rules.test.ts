import { expect, it } from 'vitest';
import type { Work } from '../contract/work-list-wire.ts';
import { entryProblem, holdsOn, standingOf } from './rules.ts';

const work = (name: string, holds = true): Work => ({
  id: name,
  kind: 'assisting',
  name,
  basis: '某法',
  department: '某局',
  funds: '',
  people: '',
  listedOn: '2026-01-01',
  until: null,
  endedOn: null,
  holds,
  admission: null
});
const LIST = [work('协助开展人口普查'), work('养老服务需求摸底'), work('垃圾分类宣传'), work('农村改厕统计', false)];
const named = (task: string) => {
  const { listed, near } = standingOf(task, LIST);
  return { listed: listed?.name ?? null, near: near.map(({ name }) => name) };
};

it('a task is on the list under its own name, however it is introduced', () => {
  for (const task of ['人口普查', '配合做好“人口普查”工作', '协助 开展人口普查'])
    expect(named(task), task).toEqual({ listed: '协助开展人口普查', near: [] });
});

it('a wider or narrower task is not the same: it is shown beside, and remains unlisted', () => {
  expect(named('垃圾分类宣传和入户处罚')).toEqual({ listed: null, near: ['垃圾分类宣传'] });
  expect(named('垃圾分类')).toEqual({ listed: null, near: ['垃圾分类宣传'] });
  expect(named('养老服务需求调查摸底')).toEqual({ listed: null, near: ['养老服务需求摸底'] });
});

it('what has nothing in common, or does not hold any more, is not found', () => {
  expect(named('招商引资项目包保')).toEqual({ listed: null, near: [] });
  expect(named('农村改厕统计')).toEqual({ listed: null, near: [] });
});

it('an entry holds through its last day, and not on the day it was ended', () => {
  expect(holdsOn({ until: '2026-11-24', endedOn: null }, '2026-11-24')).toBe(true);
  expect(holdsOn({ until: '2026-11-24', endedOn: null }, '2026-11-25')).toBe(false);
  expect(holdsOn({ until: null, endedOn: '2026-11-24' }, '2026-11-23')).toBe(true);
  expect(holdsOn({ until: null, endedOn: '2026-11-24' }, '2026-11-24')).toBe(false);
});

it('whoever asks for help is named, and nobody asks for what is the community’s own', () => {
  expect(entryProblem({ kind: 'assisting', department: '区统计局' })).toBeNull();
  expect(entryProblem({ kind: 'own', department: null })).toBeNull();
  expect(entryProblem({ kind: 'assisting', department: null })).toBe('work.department');
  expect(entryProblem({ kind: 'own', department: '区统计局' })).toBe('work.department');
});
