import { expect, it } from 'vitest';
import { askerOf } from './asker.ts';

const PROXIES = ['10.0.0.1', '10.0.0.2'];

it.each([
  ['no proxy is named: the header says nothing', [], '10.0.0.1', '1.1.1.1', '10.0.0.1'],
  ['whoever is no proxy says nothing', PROXIES, '9.9.9.9', '1.1.1.1', '9.9.9.9'],
  ['what the proxy saw', PROXIES, '10.0.0.1', '1.1.1.1', '1.1.1.1'],
  ['through the other family', PROXIES, '::ffff:10.0.0.1', '::ffff:1.1.1.1', '1.1.1.1'],
  ['through two proxies', PROXIES, '10.0.0.2', '1.1.1.1, 10.0.0.1', '1.1.1.1'],
  ['what an asker wrote before it is passed over', PROXIES, '10.0.0.1', '6.6.6.6, 1.1.1.1', '1.1.1.1'],
  ['a proxy that says nothing is the asker', PROXIES, '10.0.0.1', undefined, '10.0.0.1'],
  ['and so is one that says no address', PROXIES, '10.0.0.1', 'unknown', '10.0.0.1'],
  ['IPv6', ['::1'], '::1', '2001:db8::7', '2001:db8::7']
] as const)('%s', (_, trusted, socket, forwarded, asker) => {
  expect(askerOf(trusted, socket, forwarded)).toBe(asker);
});
