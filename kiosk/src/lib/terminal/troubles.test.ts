import { expect, it } from 'vitest';
import { words } from '../words/zh.ts';
import { troublesOf } from './troubles.ts';

const { troubles } = words.idle;
const status = (documentPrinter: Parameters<typeof troublesOf>[0]['devices']['documentPrinter']) => ({
  server: 'reachable' as const,
  setAside: 0,
  devices: {
    reader: { state: 'ready' as const },
    slipPrinter: { state: 'ready' as const },
    documentPrinter,
    codeScanner: { state: 'ready' as const },
    speech: { state: 'absent' as const }
  }
});

it('A4 paper and toner that run low are told as long as the printer prints', () => {
  expect(troublesOf(status({ state: 'ready' }))).toEqual([]);
  expect(troublesOf(status({ state: 'busy', paperLow: true, tonerLow: true }))).toEqual([
    troubles['document-paper-low'],
    troubles['document-toner-low']
  ]);
  expect(troublesOf(status({ state: 'fault', code: 'printer.paper-jam', tonerLow: true }))).toEqual([
    troubles['document-printer']
  ]);
});
