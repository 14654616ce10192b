import { expect, it, vi } from 'vitest';
import { createCodeParser } from './codec.ts';
import { createCodeScanner } from './driver.ts';
import { createSimulatedScanner } from './sim/scanner.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

it('a code ends with CR, LF or both, however it is cut in pieces', () => {
  const parser = createCodeParser();
  expect(parser.push(bytes('YIMEN:1\r\nYIM'))).toEqual(['YIMEN:1']);
  expect(parser.push(bytes('EN:2\rYIMEN:3\n\r\n'))).toEqual(['YIMEN:2', 'YIMEN:3']);
});

it('a code may be UTF-8 or GB 18030', () => {
  const parser = createCodeParser();
  expect(parser.push(bytes('一门\r'))).toEqual(['一门']);
  expect(parser.push(Uint8Array.from([0xd2, 0xbb, 0xc3, 0xc5, 0x0d]))).toEqual(['一门']);
});

it('noise without an end is dropped, and the code after it is read', () => {
  const parser = createCodeParser();
  expect(parser.push(new Uint8Array(5000).fill(0x41))).toEqual([]);
  expect(parser.push(bytes('tail\rYIMEN:4\r'))).toEqual(['YIMEN:4']);
});

it('a scanner that is unplugged is found again, and half a code of before is forgotten', async () => {
  const simulated = createSimulatedScanner();
  const scanner = createCodeScanner({ source: simulated.source });
  const codes: string[] = [];
  scanner.subscribe((event) => {
    if (event.type === 'code') codes.push(event.text);
  });
  await vi.waitFor(() => expect(scanner.status.state).toBe('ready'));
  simulated.show('YIMEN:5');
  expect(codes).toEqual(['YIMEN:5']);
  simulated.setConnected(false);
  await vi.waitFor(() => expect(scanner.status.state).toBe('absent'));
  simulated.show('YIMEN:6');
  simulated.setConnected(true);
  await vi.waitFor(() => expect(scanner.status.state).toBe('ready'), { timeout: 3000 });
  simulated.show('YIMEN:7');
  expect(codes).toEqual(['YIMEN:5', 'YIMEN:7']);
  await scanner.close();
  expect(scanner.status.state).toBe('absent');
});
