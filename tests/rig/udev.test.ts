import { expect, onTestFinished, test } from 'vitest';
import { createSimulatedReader } from '../../devices/id-card/sim/reader.ts';
import { createPortListeners } from '../../devices/port.ts';
import {
  BULK_READER,
  becomes,
  eventually,
  hands,
  ONE,
  PRINTER,
  plug,
  plugReader,
  READER,
  read,
  SCANNER
} from './stage.ts';

/** Something that is plugged in, says nothing, and keeps what it is told. */
function createListener() {
  const heard: Uint8Array[] = [];
  const open = async () => ({
    ...createPortListeners(),
    write: async (bytes: Uint8Array) => void heard.push(bytes),
    close: async () => undefined
  });
  return { heard, device: { open } };
}

const shell = (script: string) => hands.call('sh', '-c', script);
const rightsTo = async (path: string) => (await shell(`stat -L -c '%a %U %G' ${path}`)).trim();

test.each([
  { name: 'id-reader', which: { as: 'hid', ...READER } },
  { name: 'id-reader', which: BULK_READER },
  { name: 'receipt-printer', which: PRINTER },
  { name: 'code-scanner', which: SCANNER }
] as const)(
  '/dev/yimen/$name ($which.as) is for the group of the agent, and for nobody else',
  async ({ name, which }) => {
    await plug(which, createListener().device);
    await eventually(async () => expect(await rightsTo(`/dev/yimen/${name}`)).toBe('660 root yimen'));
  }
);

test('a reader that the agent may not open is said to be denied; once the rules are there it reads, without a restart', async () => {
  await hands.rules('away');
  onTestFinished(() => hands.rules('there'));
  const reader = createSimulatedReader();
  await plugReader(reader, 'hid');
  await becomes('reader', { state: 'fault', code: 'id-card.reader-denied' });
  expect(await rightsTo('/dev/hidraw*')).toBe('600 root root');

  await hands.rules('there');
  await becomes('reader', { state: 'ready' });
  reader.tap(ONE);
  expect(await read()).toMatchObject({ resident: { name: ONE.name } });
});

test('a HID device that is no known reader stays root’s, and nothing is ever written to it', async () => {
  const { heard, device } = createListener();
  await plug({ as: 'hid', vendor: 0x1209, product: 0x0001 }, device);
  await eventually(async () => expect(await rightsTo('/dev/hidraw*')).toBe('600 root root'));
  // The agent has looked at everything that is there once it has found the reader among it.
  await plugReader(createSimulatedReader());
  await becomes('reader', { state: 'ready' });
  expect(heard).toEqual([]);
});

test('nothing on the USB of a terminal is put to sleep', async () => {
  await plug(PRINTER, createListener().device);
  await plug({ as: 'hid', ...READER }, createListener().device);
  const each = 'for control in /sys/bus/usb/devices/[0-9]-[0-9]/power/control; do';
  await eventually(async () =>
    expect(await shell(`${each} echo auto >$control; cat $control; done`)).toBe('auto\nauto\n')
  );
  await shell('udevadm trigger --action=add --subsystem-match=usb --settle');
  expect(await shell(`${each} cat $control; done`)).toBe('on\non\n');
});
