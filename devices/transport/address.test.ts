import { expect, it } from 'vitest';
import { formatPortAddress, type PortAddress, parsePortAddress } from './address.ts';

it.each([
  ['/dev/usb/lp0', { kind: 'file', path: '/dev/usb/lp0' }],
  ['/dev/yimen/id-reader', { kind: 'file', path: '/dev/yimen/id-reader' }],
  ['/dev/ttyS0:115200', { kind: 'serial', path: '/dev/ttyS0', baudRate: 115_200 }],
  ['printer.example', { kind: 'network', host: 'printer.example', port: 9100 }],
  ['10.1.2.3:9101', { kind: 'network', host: '10.1.2.3', port: 9101 }],
  ['0483:572B:length-63', { kind: 'usb', vendorId: 0x0483, productId: 0x572b, link: 'length-63' }],
  ['0400:c35a:bulk', { kind: 'usb', vendorId: 0x0400, productId: 0xc35a, link: 'bulk' }]
])('%s is an address', (text, address) => {
  expect(parsePortAddress(text)).toEqual(address);
  expect(parsePortAddress(formatPortAddress(address as PortAddress))).toEqual(address);
});

it.each(['', 'a printer', '/dev/ttyS0:115', '0483:572B:tin', 'printer.example:0', 'printer.example:99999'])(
  '“%s” is none',
  (text) => {
    expect(parsePortAddress(text)).toBeNull();
  }
);
