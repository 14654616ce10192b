import type { CaseState } from '../../../../server/contract/case-state.ts';
import type { QueueRow } from '../../../../server/contract/wire.ts';
import { ask, type Trouble } from '../agent.ts';

/** Which cases the queue shows. */
export interface QueueFilter {
  readonly view: QueueView;
  readonly field: string;
  readonly text: string;
}
export type QueueView = 'open' | 'unclaimed' | 'mine' | 'review' | 'supplement' | 'issue' | 'closed';

/** The views of a working day, each with what it asks the server. */
export const VIEWS: readonly {
  readonly id: QueueView;
  readonly label: string;
  readonly owner?: 'me' | 'none';
  readonly states: readonly CaseState[];
}[] = [
  { id: 'open', label: '全部在办', states: [] },
  { id: 'unclaimed', label: '待认领', owner: 'none', states: ['received', 'supplementing', 'accepted', 'reviewing'] },
  { id: 'mine', label: '我的', owner: 'me', states: ['received', 'supplementing', 'accepted', 'reviewing', 'granted'] },
  { id: 'review', label: '待审批', states: ['reviewing'] },
  { id: 'supplement', label: '待补正', states: ['supplementing'] },
  { id: 'issue', label: '待出件', states: ['granted'] },
  { id: 'closed', label: '已办结', states: ['refused', 'denied', 'issued', 'withdrawn'] }
];

const PAGE = 50;

export function queueAddress({ view, field, text }: QueueFilter, after: string | null, limit: number): string {
  const chosen = VIEWS.find(({ id }) => id === view);
  const query = new URLSearchParams({ limit: String(limit) });
  for (const state of chosen?.states ?? []) query.append('state', state);
  if (chosen?.owner) query.set('owner', chosen.owner);
  if (field) query.set('field', field);
  if (text.trim()) query.set('text', text.trim());
  if (after) query.set('after', after);
  return `/api/window/cases?${query}`;
}

interface Answer {
  readonly rows: QueueRow[];
  readonly next: string | null;
}

/** The queue on the screen: read anew when something changes, without letting go of what is shown meanwhile. */
export class Queue {
  rows = $state.raw<readonly QueueRow[]>([]);
  next = $state<string | null>(null);
  trouble = $state.raw<Trouble | null>(null);
  loading = $state(true);
  #filter: QueueFilter = { view: 'open', field: '', text: '' };
  #asked = 0;

  async show(filter: QueueFilter): Promise<void> {
    this.#filter = filter;
    this.loading = true;
    await this.refresh();
  }

  /** As many rows as are on the screen now, so that nobody's place is lost. */
  async refresh(): Promise<void> {
    const asked = ++this.#asked;
    const limit = Math.min(200, Math.max(PAGE, this.rows.length));
    const reply = await ask<Answer>(queueAddress(this.#filter, null, limit));
    if (asked !== this.#asked) return;
    this.loading = false;
    this.trouble = reply.ok ? null : reply.error;
    if (!reply.ok) return;
    this.rows = reply.value.rows;
    this.next = reply.value.next;
  }

  async more(): Promise<void> {
    const reply = await ask<Answer>(queueAddress(this.#filter, this.next, PAGE));
    if (!reply.ok) {
      this.trouble = reply.error;
      return;
    }
    const known = new Set(this.rows.map(({ id }) => id));
    this.rows = [...this.rows, ...reply.value.rows.filter(({ id }) => !known.has(id))];
    this.next = reply.value.next;
  }
}
