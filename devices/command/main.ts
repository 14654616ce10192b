import { once } from 'node:events';
import { connect } from 'node:net';
import { parseArgs } from 'node:util';
import { endWith, StartFailure } from '../../server/process/start-failure.ts';
import { readDeviceSettings } from '../settings.ts';
import { decode } from './decode.ts';

const USAGE = `Usage: npm run -s devices -- COMMAND

  list                what is plugged in; nothing is opened
  probe               asks readers, printers and the voice how they are; no card is looked at, nothing is printed
  read [--whole] [--seconds 30] [--photo FILE.bmp]
                      reads one card; names and numbers are masked unless --whole
  read --social-security [--whole] [--seconds 30]
                      reads a social-security card in a PC/SC reader: its own word, no proof
  print-test          prints one slip about nobody
  decode FILE.hex     a captured answer of a reader, in hexadecimal, as one line of JSON

Devices are set as for the agent: ID_READER, RECEIPT_PRINTER, DOCUMENT_PRINTER, CODE_SCANNER, SPEECH,
SPEECH_COMMAND, PHOTO_DECODER.`;

/** In the centre's time: a terminal may run on any other. */
const MINUTE = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });
const LONGEST_WAIT_S = 600;

/** A terminal's devices have one owner: two that ask a reader read each other's answers. */
async function refuseBesideAgent(port: number): Promise<void> {
  const socket = connect({ host: '127.0.0.1', port });
  const answered = await once(socket, 'connect').then(
    () => true,
    () => false
  );
  socket.destroy();
  if (answered)
    throw new StartFailure(
      `The agent runs on port ${port} and owns the devices: stop it first (systemctl stop yimen-agent), then start it again.`
    );
}

function agentPort(): number {
  const port = Number(process.env.AGENT_PORT || 5181);
  if (Number.isInteger(port) && port > 0 && port <= 65_535) return port;
  throw new StartFailure(`AGENT_PORT must be a port number from 1 to 65535, not "${process.env.AGENT_PORT}".`);
}

function readSettings() {
  const mistakes: string[] = [];
  const settings = readDeviceSettings(process.env, mistakes);
  if (mistakes.length > 0) throw new StartFailure(mistakes.join('\n'));
  return settings;
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        whole: { type: 'boolean', default: false },
        'social-security': { type: 'boolean', default: false },
        photo: { type: 'string' },
        seconds: { type: 'string', default: '30' }
      }
    });
  } catch {
    throw new StartFailure(USAGE);
  }
}

async function run(): Promise<string> {
  const { positionals, values } = readArguments();
  const [command, file, ...others] = positionals;
  const now = MINUTE.format(new Date());
  if (others.length > 0 || (file !== undefined && command !== 'decode')) throw new StartFailure(USAGE);
  if (command === 'decode' && file !== undefined) return JSON.stringify(decode(file, now.slice(0, 10)));
  if (command === 'list') return (await import('./list.ts')).list(readSettings());
  if (!['probe', 'read', 'print-test'].includes(command ?? '')) throw new StartFailure(USAGE);
  const settings = readSettings();
  await refuseBesideAgent(agentPort());
  // Each command loads what it needs: fonts are for printing alone.
  if (command === 'probe') return (await import('./probe.ts')).probe(settings);
  if (command === 'print-test') return (await import('./print-test.ts')).printTest(settings, now);
  const seconds = Number(values.seconds);
  if (!(seconds > 0 && seconds <= LONGEST_WAIT_S)) throw new StartFailure(USAGE);
  const reading = await import('./read.ts');
  if (values['social-security']) return reading.readSocialSecurity({ whole: values.whole, seconds });
  return reading.read(settings, { whole: values.whole, photo: values.photo ?? null, seconds });
}

try {
  console.log(await run());
} catch (error) {
  endWith(error);
}
