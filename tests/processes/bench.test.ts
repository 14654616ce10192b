import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

const root = new URL('../..', import.meta.url);

test('npm run bench ends in one line of JSON with a ratio for each thing it measured', () => {
  const said = execFileSync('npm', ['run', '-s', 'bench', '--', 'devices'], { cwd: root, encoding: 'utf8' });
  const { bench, rows } = JSON.parse(said.trim().split('\n').at(-1) ?? '') as {
    bench: string;
    rows: { what: string; p50: number; ratio: number }[];
  };
  expect(bench).toBe('devices');
  expect(rows.map(({ what }) => what)).toContain('frame (21 reports) → card');
  for (const { p50, ratio } of rows) expect(p50 > 0 && ratio > 0).toBe(true);
});
