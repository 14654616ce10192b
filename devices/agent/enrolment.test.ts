import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { credentialOf } from './enrolment.ts';
import { readAgentSettings } from './settings.ts';
import { failure, openFolder, openStandIn } from './testing.ts';

const CREDENTIAL = 'a-credential-of-more-than-twenty-letters';

describe('enrolment', () => {
  const settingsOf = (serverUrl: string, folder: string, code = 'ABCD2345') => ({
    ...readAgentSettings({ SERVER_URL: serverUrl, RECEIPT_PRINTER: '/dev/usb/lp0', ENROLMENT_CODE: code }),
    folder
  });

  it('changes the code for a credential once and keeps it where only this user reads it', async () => {
    const folder = openFolder();
    const centre = await openStandIn(() => ({ status: 200, body: { credential: CREDENTIAL } }));
    expect(await credentialOf(settingsOf(centre.url, folder))).toBe(CREDENTIAL);
    expect(centre.heard[0]?.body).toBe('{"code":"ABCD2345"}');
    expect(await credentialOf(settingsOf(centre.url, folder, ''))).toBe(CREDENTIAL);
    expect(centre.heard).toHaveLength(1);
    expect(statSync(join(folder, 'terminal.json')).mode & 0o077).toBe(0);
  });

  it('with a wrong code, with none, or with no server, ends in one sentence', async () => {
    const centre = await openStandIn(() => failure(403, 'terminal.enrolment-code'));
    const fails = (code?: string) => credentialOf(settingsOf(centre.url, openFolder(), code));
    await expect(fails('WRONG')).rejects.toThrow(/^ENROLMENT_CODE is wrong/);
    await expect(fails('')).rejects.toThrow(/^This terminal is not enrolled yet/);
    await centre.setThere(false);
    await expect(fails()).rejects.toThrow(/^No Yimen server answers/);
  });

  it('whose file was damaged says so, and prints nothing of the credential', async () => {
    const folder = openFolder();
    const path = join(folder, 'terminal.json');
    for (const content of [`${CREDENTIAL}`, `{"credential":"${CREDENTIAL}"`, '{"credential":"short"}', '{}']) {
      writeFileSync(path, content);
      const failed = await credentialOf(settingsOf('http://127.0.0.1:1', folder)).catch((error: Error) => error);
      expect(String(failed)).toMatch(/is not a terminal's credential: delete it and enrol this terminal again\.$/);
      expect(String(failed)).not.toContain(CREDENTIAL.slice(0, 8));
      expect(readFileSync(path, 'utf8')).toBe(content);
    }
  });
});

describe('settings', () => {
  const right = { SERVER_URL: 'https://centre.example', RECEIPT_PRINTER: '/dev/usb/lp0' };

  it('of a terminal are read', () => {
    expect(
      readAgentSettings({ ...right, ID_READER: '0316:5020:raw-64', RECEIPT_PRINTER: 'printer.example:9101' })
    ).toMatchObject({
      port: 5181,
      serverUrl: 'https://centre.example',
      readers: [{ kind: 'usb', vendorId: 0x0316, productId: 0x5020, link: 'raw-64' }],
      receiptPrinter: { kind: 'network', host: 'printer.example', port: 9101 },
      receiptProfile: { name: '80 mm' }
    });
  });

  it.each([
    [undefined, null],
    ['/dev/ttyACM0', { kind: 'file', path: '/dev/ttyACM0' }],
    ['/dev/ttyS1:9600', { kind: 'serial', path: '/dev/ttyS1', baudRate: 9600 }],
    ['hid-pos', 'hid-pos']
  ])('of a scanner are read: %s', (CODE_SCANNER, codeScanner) => {
    expect(readAgentSettings({ ...right, CODE_SCANNER })).toMatchObject({ codeScanner });
  });

  it.each([
    [{ SERVER_URL: 'centre' }, /^SERVER_URL must be/],
    [{ AGENT_PORT: 'x' }, /^AGENT_PORT must be/],
    [{ ID_READER: 'usb' }, /^ID_READER must be/],
    [{ RECEIPT_PRINTER: 'a b' }, /^RECEIPT_PRINTER must be/],
    [{ RECEIPT_PROFILE: '70mm' }, /^RECEIPT_PROFILE: There is no printer profile "70mm"/],
    [{ RECEIPT_PROFILE: '/no/such.json' }, /^RECEIPT_PROFILE: .* cannot be read/],
    [{ DOCUMENT_PRINTER: 'printer' }, /^DOCUMENT_PRINTER must be/],
    [{ DOCUMENT_PRINTER: 'ipp://a printer/' }, /^DOCUMENT_PRINTER must be/],
    [{ CODE_SCANNER: 'usb' }, /^CODE_SCANNER must be/],
    [{ SIMULATE: '1' }, /^SIMULATE belongs to the demonstration/]
  ])('such as %o are refused in one sentence', (change, sentence) => {
    expect(() => readAgentSettings({ ...right, ...change })).toThrow(sentence);
  });
});
