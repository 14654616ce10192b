import type { VerifiedNotice } from '../../../../server/contract/case-wire.ts';
import {
  importNoticeKeys,
  isNoticeCode,
  type Notice,
  type NoticeKey,
  verifyNotice
} from '../../../../server/contract/notice-code.ts';
import { ask } from '../agent.ts';

/** What came of a code. `here`: told by this browser alone. `standing`: what the centre said of it, once it was asked. */
export type Outcome =
  | { readonly state: 'here'; readonly notice: Notice; readonly standing: VerifiedNotice | null }
  | { readonly state: 'centre'; readonly standing: VerifiedNotice }
  | { readonly state: 'failed'; readonly code: string };

type Keys = { readonly state: 'ready'; readonly keys: readonly CryptoKey[] } | { readonly state: 'none' };

/**
 * Keys, taken once when the page opens: from then on nobody has to be asked. A browser has none of this where it knows no
 * Ed25519, or where the page did not come over a connection that it trusts.
 */
async function takeKeys(): Promise<Keys> {
  const reply = await ask<{ keys: NoticeKey[] }>('/api/centre/keys');
  if (!reply.ok) return { state: 'none' };
  try {
    return { state: 'ready', keys: await importNoticeKeys(reply.value.keys) };
  } catch {
    return { state: 'none' };
  }
}

const askCentre = (code: string) => ask<VerifiedNotice>('/api/notices/verify', { method: 'POST', body: { code } });

/** One code after another, each told genuine or not. */
export class Checking {
  outcome = $state.raw<Outcome | null>(null);
  busy = $state(false);
  /** Why the centre could not be asked. */
  told = $state<string | null>(null);
  #code = '';
  #keys = takeKeys();

  async check(typed: string): Promise<void> {
    const code = typed.replaceAll(/\s/g, '').toUpperCase();
    this.#code = code;
    this.told = null;
    this.busy = true;
    const outcome = await this.#outcomeOf(code);
    if (code !== this.#code) return;
    this.outcome = outcome;
    this.busy = false;
  }

  async #outcomeOf(code: string): Promise<Outcome> {
    if (!isNoticeCode(code)) return { state: 'failed', code: 'notice.unknown' };
    const keys = await this.#keys;
    if (keys.state === 'ready') {
      const verified = await verifyNotice(keys.keys, code);
      return verified.ok
        ? { state: 'here', notice: verified.value, standing: null }
        : { state: 'failed', code: verified.error };
    }
    // The centre may only have been out of reach when they were asked for.
    this.#keys = takeKeys();
    const reply = await askCentre(code);
    return reply.ok ? { state: 'centre', standing: reply.value } : { state: 'failed', code: reply.error.code };
  }

  /** Whether what was told genuine here is still the last word: only the centre knows. */
  async askStanding(): Promise<void> {
    const { outcome } = this;
    if (outcome?.state !== 'here') return;
    this.busy = true;
    const reply = await askCentre(this.#code);
    this.busy = false;
    if (this.outcome !== outcome) return;
    if (reply.ok) this.outcome = { ...outcome, standing: reply.value };
    else this.told = reply.error.code;
  }
}
