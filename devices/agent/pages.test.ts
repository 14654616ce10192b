import { expect, it } from 'vitest';
import { isShown } from './pages.ts';

it.each([
  '/terminal',
  '/terminal/apply',
  '/bench',
  '/desk',
  '/_app/immutable/x.js',
  '/fonts/a.woff2',
  '/favicon.svg',
  '/service-worker.js'
])('a terminal shows %s', (path) => {
  expect(isShown(path)).toBe(true);
});

it.each([
  '//',
  '/window',
  '/',
  '/terminals',
  '/../window',
  '',
  '/_app',
  'http://evil.example/terminal',
  '/api/x',
  '/terminal.js',
  '/%'
])('a terminal does not show %j, and is not troubled by it', (path) => {
  expect(isShown(path)).toBe(false);
});
