import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { environmentOf, unpackDebian } from '../debian.ts';

const unit = readFileSync(new URL('../../devices/systemd/yimen-agent.service', import.meta.url), 'utf8');

/** Asks the real systemd about the unit, with its program in a place that exists. */
function analyze(...command: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'yimen-unit-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'yimen-agent.service');
  writeFileSync(path, unit.replace('/opt/yimen/node_modules/.bin/node', process.execPath));
  const systemd = unpackDebian('systemd', ['systemd']);
  const { status, stdout, stderr } = spawnSync(join(systemd, 'usr/bin/systemd-analyze'), [...command, path], {
    env: environmentOf(systemd),
    encoding: 'utf8'
  });
  return { status, stdout, stderr };
}

test('systemd understands every line of the agent’s unit', () => {
  expect(analyze('verify')).toEqual({ status: 0, stdout: '', stderr: '' });
});

test('systemd finds little that the agent could do to the rest of its machine', () => {
  const { stdout } = analyze('security', '--offline=yes', '--no-pager');
  expect(Number(/exposure level for \S+: ([\d.]+)/.exec(stdout)?.[1])).toBeLessThanOrEqual(2.2);
});

test('the drivers of all devices that the agent may open are there before it is', () => {
  /** Whose module brings the numbers of a group; lines of the machine itself belong to the kernel. */
  const modules: Readonly<Record<string, string | null>> = {
    hidraw: 'hid',
    usb_device: 'usbcore',
    usb: 'usbcore',
    ttyACM: 'cdc_acm',
    ttyUSB: 'usbserial',
    ttyS: null
  };
  const groups = [...unit.matchAll(/^DeviceAllow=char-(\w+) /gm)].map(([, group = '']) => group);
  expect(groups.toSorted()).toEqual(Object.keys(modules).toSorted());
  for (const module of new Set(Object.values(modules)))
    for (const setting of module ? ['Wants', 'After'] : [])
      expect(unit).toMatch(new RegExp(`^${setting}=.*modprobe@${module}\\.service`, 'm'));
});
