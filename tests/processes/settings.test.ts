import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dataFolder, freePort } from '../instance.ts';
import { CENTRE, FILES, refusal, type Started, startFile, until } from './process.ts';

/** Refused before anything is started: no database, no device. */
let DATA_DIR: string;
let library: Started;
let libraryUrl: string;

beforeAll(async () => {
  DATA_DIR = await dataFolder();
  const port = await freePort();
  libraryUrl = `http://127.0.0.1:${port}`;
  library = startFile('server/licences/sim/main.ts', { PORT: String(port) });
  await until('the library to answer', async () => (await fetch(`${libraryUrl}/about`)).ok);
});

afterAll(async () => {
  library.child.kill('SIGTERM');
  await library.ended;
  await rm(DATA_DIR, { recursive: true, force: true });
});

const TERMINAL = { SERVER_URL: 'http://127.0.0.1:9', RECEIPT_PRINTER: '/dev/null' };

describe.concurrent('npm run server', () => {
  test('names every mistake in a sentence of its own: what is missing, wrong, or of the demonstration', async () => {
    const demonstration = ['DEMONSTRATION', 'SIMULATE', 'SIMULATED_DEVICES', 'DEMONSTRATION_CARDS'];
    const wrong = {
      ...Object.fromEntries(demonstration.map((name) => [name, '1'])),
      PORT: '70000',
      DATABASE_URL: 'mysql://db/yimen',
      LICENCE_LIBRARY_URL: 'ftp://library',
      PUBLIC_URL: 'centre',
      DESK_AGENT_URL: 'desk'
    };
    expect(await refusal(FILES.server, { ...wrong, DATA_DIR })).toEqual([
      ...demonstration.map((name) => `${name} belongs to the demonstration (npm start); a centre's server refuses it.`),
      'PORT must be a port number from 0 to 65535, not "70000".',
      'COMMUNITY_CODE must be the 12-digit statistical code of the community.',
      'COMMUNITY_NAME is missing: the name that slips and screens carry.',
      'COMMUNITY_ADDRESS is missing: where residents find the counter.',
      'COMMUNITY_PHONE is missing: the number residents call.',
      'DATABASE_URL must be an address beginning with postgres:// or postgresql://.',
      'LICENCE_LIBRARY_URL must be an address beginning with http:// or https://.',
      'PUBLIC_URL must be an address beginning with http:// or https://.',
      'DESK_AGENT_URL must be an address beginning with http:// or https://.'
    ]);
  });

  test('refuses a licence library with invented records', async () => {
    expect(await refusal(FILES.server, { ...CENTRE, LICENCE_LIBRARY_URL: libraryUrl, DATA_DIR })).toEqual([
      'LICENCE_LIBRARY_URL names a library with invented records, which a centre does not use: correct it.'
    ]);
  });

  test('says so where the data folder cannot be', async () => {
    expect(await refusal(FILES.server, { ...CENTRE, DATA_DIR: '/dev/null/data' })).toEqual([
      '/dev/null/data cannot be used by this user (ENOTDIR): give it the right to, or choose another DATA_DIR.'
    ]);
  });

  test('says so where PG_BIN holds no PostgreSQL', async () => {
    expect(await refusal(FILES.server, { ...CENTRE, PG_BIN: DATA_DIR, DATA_DIR: join(DATA_DIR, 'centre') })).toEqual([
      `PG_BIN names ${DATA_DIR}, but there is no program "postgres" in it.`
    ]);
  });
});

describe.concurrent('npm run agent', () => {
  const refused = (environment: Record<string, string>, folder: string) =>
    refusal(FILES.agent, { ...environment, DATA_DIR: join(DATA_DIR, folder) });

  test('names every mistake in a sentence of its own, and what belongs to the demonstration', async () => {
    const wrong = {
      SIMULATED_DEVICES: '1',
      AGENT_PORT: 'x',
      SERVER_URL: 'centre',
      RECEIPT_PRINTER: 'a printer',
      RECEIPT_PROFILE: '70mm',
      DOCUMENT_PRINTER: 'lp0',
      ID_READER: 'usb',
      KEYPAD_KEYS: 'F17:jump',
      SWITCH_KEYS: 'F14',
      SPEECH: 'a voice',
      SPEECH_COMMAND: 'speak'
    };
    expect(await refused(wrong, 'a')).toEqual([
      'SIMULATED_DEVICES belongs to the demonstration (npm start); a terminal refuses it.',
      'AGENT_PORT must be a port number from 0 to 65535, not "x".',
      'SERVER_URL must be the address of the centre’s server, such as https://centre.example.',
      expect.stringMatching(/^RECEIPT_PROFILE: There is no printer profile "70mm": name one of 80mm, 58mm, /),
      'DOCUMENT_PRINTER must be an address such as ipp://printer.example/ipp/print.',
      'ID_READER must be vendor:product:link, such as 0483:572B:length-63 (raw-64, length-63, miaxis or bulk), or a line such as /dev/ttyS0:115200; several with commas.',
      'RECEIPT_PRINTER must be a device such as /dev/usb/lp0 or /dev/ttyS0:19200, or host:port.',
      'SPEECH must be off, or an espeak-ng by its name or its whole path.',
      'SPEECH_COMMAND must be the whole path of a program, such as /opt/voice/speak.',
      expect.stringMatching(/^KEYPAD_KEYS must say what F17 does, /),
      'SWITCH_KEYS must be two different keys, the first to move and the second to choose, such as F14,F15.'
    ]);
  });

  test('needs a receipt printer', async () => {
    expect(await refused({ SERVER_URL: TERMINAL.SERVER_URL }, 'c')).toEqual([
      'RECEIPT_PRINTER is missing, and a terminal gives slips: set a device such as /dev/usb/lp0, or host:port.'
    ]);
  });

  test('needs a code where it is not enrolled', async () => {
    expect(await refused(TERMINAL, 'd')).toEqual([
      'This terminal is not enrolled yet: set ENROLMENT_CODE to a code from the administrator’s page /window/terminals.'
    ]);
  });

  test('says so where no server answers, or one that is not ours', async () => {
    const code = { ENROLMENT_CODE: 'ABCD2345' };
    const sentence = (url: string) => [
      `No Yimen server answers at SERVER_URL ${url}: start it, or correct SERVER_URL.`
    ];
    expect(await refused({ ...TERMINAL, ...code }, 'e')).toEqual(sentence(TERMINAL.SERVER_URL));
    expect(await refused({ ...TERMINAL, ...code, SERVER_URL: libraryUrl }, 'f')).toEqual(sentence(libraryUrl));
  });

  test('says so where its credential is not one', async () => {
    const terminal = { ...TERMINAL, DATA_DIR: join(DATA_DIR, 'g') };
    await refusal(FILES.agent, terminal);
    const path = join(terminal.DATA_DIR, 'agent/terminal.json');
    await writeFile(path, '{"credential"');
    expect(await refusal(FILES.agent, terminal)).toEqual([
      `${path} is not a terminal's credential: delete it and enrol this terminal again.`
    ]);
  });
});
