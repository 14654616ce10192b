import { expect, it } from 'vitest';
import { stoppedAt } from './half-done.ts';

const application = {
  answers: [{ key: 'mobile', label: '联系电话', text: '', provenance: null, standing: 'open' as const }],
  materials: [{ key: 'm02', name: '居民户口簿', standing: 'open' as const }]
};

it.each([
  ['question.mobile', '联系电话'],
  ['material.m02', '居民户口簿'],
  ['consent.account', '同意：账户、收入财产'],
  ['known', '已知信息'],
  ['review', '从头看一遍'],
  ['signature', '签名'],
  ['confirm', '交上去之前'],
  ['question.gone', null],
  ['home', null]
])('whoever stopped at %s stopped at %s', (page, said) => {
  expect(stoppedAt(application, page)).toBe(said);
});
