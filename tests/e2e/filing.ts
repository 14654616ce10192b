import type { APIRequestContext } from 'playwright/test';
import type { PrintJobAnswer, SubmitAnswer } from '../../devices/agent/wire.ts';
import type { ResidentCase } from '../../server/contract/case-wire.ts';
import type { Item } from '../../server/contract/item.ts';
import type { CaseAction, WindowCase } from '../../server/contract/window-wire.ts';
import type { Prefill, Submission } from '../../server/contract/wire.ts';
import { fillSubmission } from '../filling.ts';
import { agent, bench, expect, serverUrl } from './stage.ts';

const slotFor = async (item: Item) => {
  const { slots } = await agent<{ slots: { slot: string }[] }>(`/api/slots/${item.code}`);
  return slots[0]?.slot ?? '';
};

/** A case as somebody at the terminal files it, without the screen: card, prefill, submission; `print`, and what is to become of that. */
export async function file(
  code: string,
  options: { card?: string; print?: PrintJobAnswer['state']; change?: (filled: Submission) => Submission } = {}
): Promise<ResidentCase> {
  const { card = 'wan-shi-tong', print, change = (filled) => filled } = options;
  const item = await agent<Item>(`/api/catalogue/items/${code}`);
  await bench.tap(card);
  await agent('/agent/session/read', 'POST', { purpose: 'sign-in' });
  const prefill = await agent<Prefill>('/api/prefill', 'POST', { itemCode: code, itemVersion: item.version });
  const answer = await agent<SubmitAnswer>(
    '/agent/submit',
    'POST',
    change(await fillSubmission(item, prefill, slotFor))
  );
  if (answer.state !== 'submitted') throw new Error('the server did not take the application');
  if (print) await printSlip(answer.submitted.case.id, answer.submitted.slip.number, print);
  await bench.lift();
  await agent('/agent/session', 'DELETE');
  return answer.submitted.case;
}

async function printSlip(caseId: string, number: string, state: PrintJobAnswer['state']): Promise<void> {
  const { id } = await agent<PrintJobAnswer>('/agent/print/slip', 'POST', { caseId, number });
  await expect.poll(async () => (await agent<PrintJobAnswer>(`/agent/print/${id}`)).state).toBe(state);
}

type Act = CaseAction extends infer Action
  ? Action extends { version: number }
    ? Omit<Action, 'version'>
    : never
  : never;

/** An act of whoever is signed in, as the window's page sends it; for what a test needs to have happened before. */
export async function doAct(request: APIRequestContext, id: string, action: Act): Promise<WindowCase> {
  const address = `${serverUrl()}/api/window/cases/${id}`;
  const { version } = (await (await request.get(address)).json()) as WindowCase;
  const answer = await request.post(`${address}/acts`, { data: { ...action, version } });
  if (!answer.ok()) throw new Error(`${action.act}: ${answer.status()} ${await answer.text()}`);
  return (await answer.json()) as WindowCase;
}

/** The applicant takes a case back at the terminal. */
export async function withdraw(id: string, card: string): Promise<void> {
  await bench.tap(card);
  await agent('/agent/session/read', 'POST', { purpose: 'sign-in' });
  await agent(`/api/my/cases/${id}/withdraw`, 'POST', {});
  await bench.lift();
  await agent('/agent/session', 'DELETE');
}
