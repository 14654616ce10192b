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

/** Loads a page of the agent, for the token that its HTML brings. */
export async function loadToken(agentUrl: string): Promise<string> {
  const html = await (await fetch(new URL('/terminal', agentUrl))).text();
  const [, found] = /<meta name="yimen" content="([\w-]{43})">/.exec(html) ?? [];
  if (!found) throw new Error('the page brings no token');
  return found;
}

/**
 * Requests as a page of the agent makes them: with the token that its HTML brings. Where the agent was started anew the
 * page is loaded anew.
 */
export function openPage(agentUrl: string) {
  let token: string | null = null;
  return async (path: string, init: { readonly method?: string; readonly body?: unknown } = {}): Promise<Response> => {
    const { method = 'GET', body } = init;
    const send = async () => {
      token ??= await loadToken(agentUrl);
      return fetch(new URL(path, agentUrl), {
        method,
        headers: { 'x-yimen': token, origin: agentUrl, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) })
      });
    };
    const answer = await send();
    if (!(await answer.clone().text()).includes('"request.token"')) return answer;
    token = null;
    return send();
  };
}

/** A terminal of a demonstration, used the way its page uses it. */
export function openTerminal(agentUrl: string) {
  const request = openPage(agentUrl);
  async function ask<T>(path: string, body?: unknown): Promise<T> {
    const answer = await request(path, body === undefined ? {} : { method: 'POST', body });
    if (!answer.ok) throw new Refused(path, answer.status, await answer.text());
    return (await answer.json()) as T;
  }
  const slotFor = async (item: Item) => {
    const { slots } = await ask<{ slots: { slot: string }[] }>(`/api/slots/${item.code}`);
    return slots[0]?.slot ?? '';
  };
  return {
    ask,
    request,
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
