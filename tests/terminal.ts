import type { SubmitAnswer } from '../devices/agent/wire.ts';
import type { Item } from '../server/contract/item.ts';
import type { Prefill, Submission } from '../server/contract/wire.ts';
import { fillSubmission } from './filling.ts';

/** What the agent refused, with the code the page would show. */
export class Refused extends Error {
  readonly status: number;
  readonly code: string;
  constructor(path: string, status: number, body: string) {
    super(`${path}: ${status} ${body}`);
    this.status = status;
    this.code = /"code":"([^"]+)"/.exec(body)?.[1] ?? '';
  }
}

/** A terminal of a demonstration, used the way its page uses it. */
export function openTerminal(agentUrl: string) {
  async function ask<T>(path: string, body?: unknown): Promise<T> {
    const answer = await fetch(new URL(path, agentUrl), {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'x-yimen': '1', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) })
    });
    if (!answer.ok) throw new Refused(path, answer.status, await answer.text());
    return (await answer.json()) as T;
  }
  const slotFor = async (item: Item) => {
    const { slots } = await ask<{ slots: { slot: string }[] }>(`/api/slots/${item.code}`);
    return slots[0]?.slot ?? '';
  };
  return {
    ask,
    item: (code: string) => ask<Item>(`/api/catalogue/items/${code}`),
    /** Taps a card of the bench. */
    async signIn(person: string): Promise<void> {
      await ask('/agent/bench', { card: person });
      await ask('/agent/session/read', { purpose: 'sign-in' });
    },
    prefill: (item: Item) => ask<Prefill>('/api/prefill', { itemCode: item.code, itemVersion: item.version }),
    fill: (item: Item, prefill: Prefill) => fillSubmission(item, prefill, slotFor),
    submit: (submission: Submission) => ask<SubmitAnswer>('/agent/submit', submission)
  };
}
