import { onTestFinished } from 'vitest';
import type { Card } from '../../server/contract/card.ts';
import { slip } from '../../tests/fixtures/slip.ts';
import { openTerminal } from './testing.devices.ts';
import { failure, type Heard, makeKeys, openFolder, openStandIn, type Said, TAKEN } from './testing.ts';

const { publicJwk } = await makeKeys();
export const card = (name: string): Card => ({
  type: 'citizen',
  name,
  nameEn: null,
  sex: 'female',
  nation: { code: '01', name: '汉' },
  birth: '1944-03-12',
  address: '一门里8幢',
  idNumber: '330102194403122021',
  issuer: '演示公安局',
  validFrom: '2010-05-01',
  validUntil: null,
  nationality: null,
  travelPermit: null,
  warnings: []
});
export const [ONE, OTHER] = [card('福寿长'), card('远道来')];
const SUBMITTED = { ...TAKEN, slip: { ...slip, number: TAKEN.slip.number } };
export const CASE = '019a0000-0000-7000-8000-00000000000c';

/** A centre with sessions whose token is the name on the card; `also` answers first where it has an answer. */
export async function openAgent(also: (heard: Heard) => Said | Promise<Said> | null = () => null) {
  const centre = await openStandIn((heard) => also(heard) ?? usual(heard));
  const terminal = await openTerminal({
    centreUrl: centre.url,
    credential: 'a credential',
    folder: openFolder(),
    publicJwk
  });
  onTestFinished(() => terminal.close());
  const { page, reader } = terminal;
  const tap = async (who: Card, purpose = 'sign-in') => {
    reader.tap(who);
    const answer = await page('POST', '/agent/session/read', { purpose });
    reader.lift();
    return answer;
  };
  const asked = (method: string, path: string) =>
    centre.heard.filter((heard) => heard.method === method && heard.path === path);
  const here = async () => (await page('GET', '/agent/status')).body.session?.resident?.name ?? null;
  return { centre, terminal, page, tap, asked, here };
}
export function usual({ method, path, headers, body }: Heard): Said {
  const of = (name: string | null, principal: string | null = null) => ({
    id: CASE,
    resident: name && { name },
    principal: principal && { name: principal }
  });
  if (method === 'POST' && path === '/api/sessions') {
    const { card: read } = JSON.parse(body);
    const token = encodeURIComponent(read?.name ?? 'nobody');
    return { status: 200, body: { token, session: of(read?.name ?? null) } };
  }
  const here = decodeURIComponent(String(headers['x-session']));
  if (path.endsWith('/principal'))
    return { status: 200, body: of(here, method === 'POST' ? JSON.parse(body).card.name : null) };
  if (method === 'DELETE') return { status: 204, body: '' };
  if (path === '/api/submissions') return { status: 200, body: SUBMITTED };
  return failure(404, 'case.not-found');
}
