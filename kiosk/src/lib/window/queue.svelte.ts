import type { QueueView } from '../../../../server/contract/queue-view.ts';
import type { QueueCounts, QueueRow } from '../../../../server/contract/window-wire.ts';
import { ask, type Trouble } from '../agent.ts';

/** Which cases the queue shows. */
export interface QueueFilter {
  readonly view: QueueView;
  readonly field: string;
  /** A department by id, which decides or is asked. */
  readonly department: string;
  readonly text: string;
}

/** A view of a working day: what it is called, and what it says where nothing waits. */
export interface ViewWords {
  readonly id: QueueView;
  readonly label: string;
  readonly empty: string;
}

const VIEWS: readonly ViewWords[] = [
  { id: 'open', label: '全部在办', empty: '没有在办的件。终端上交了新的，会自己出现在这里。' },
  { id: 'unclaimed', label: '待认领', empty: '没有等人认领的件。' },
  { id: 'mine', label: '我的', empty: '您手上没有在办的件。可以到“待认领”看看。' },
  { id: 'urged', label: '催我办', empty: '没有催您办的件：都还来得及。' },
  { id: 'red', label: '红灯', empty: '没有红灯的件：没有超期的，一个工作日以内也没有到期的。' },
  { id: 'amber', label: '黄灯', empty: '没有黄灯的件。' },
  { id: 'resident', label: '等居民', empty: '没有等居民补材料、签名的件。' },
  { id: 'departments', label: '等部门', empty: '没有在部门审批的件，也没有停表、转报的。' },
  { id: 'issue', label: '待出件', empty: '没有等领取的结果。' },
  { id: 'closed', label: '已办结', empty: '还没有办结的件。' }
];

/** What waits for a department is, for whoever decides there, what they have to do. */
const OFFICERS: Readonly<Partial<Record<QueueView, Partial<ViewWords>>>> = {
  departments: { label: '待审批', empty: '没有等审批的件。' }
};
const OFFICERS_FIRST: QueueView = 'departments';

/** Whoever does cases for residents has these in one view, until their 回访. */
const HELPERS: readonly ViewWords[] = [
  { id: 'open', label: '委托给我的', empty: '没有委托给您的件。有人委托您，会自己出现在这里。' }
];

export function viewsOf(role: string | undefined): readonly ViewWords[] {
  if (role === 'helper') return HELPERS;
  return role === 'officer' ? VIEWS.map((view) => ({ ...view, ...OFFICERS[view.id] })) : VIEWS;
}

/** The view that is open where none was chosen. */
export const firstViewOf = (role: string | undefined): QueueView => (role === 'officer' ? OFFICERS_FIRST : 'open');

const PAGE = 50;
/** Several acts upon one case arrive as one glance. */
const GLANCE_MS = 120;

export function queueAddress(
  { view, field, department, text }: QueueFilter,
  after: string | null,
  limit: number
): string {
  const query = new URLSearchParams({ view, limit: String(limit) });
  if (field) query.set('field', field);
  if (department) query.set('department', department);
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
  counts = $state.raw<QueueCounts | null>(null);
  /** Rows that came while the screen was open, so that the eye finds them. */
  arrived = $state.raw<ReadonlySet<string>>(new Set());
  trouble = $state.raw<Trouble | null>(null);
  loading = $state(true);
  #filter: QueueFilter = { view: 'open', field: '', department: '', text: '' };
  #asked = 0;
  #glance: ReturnType<typeof setTimeout> | undefined;

  async show(filter: QueueFilter): Promise<void> {
    this.#filter = filter;
    this.loading = true;
    await this.#read(true);
  }

  /** Something changed somewhere: looked at in a moment. */
  touch(): void {
    clearTimeout(this.#glance);
    this.#glance = setTimeout(() => void this.refresh(), GLANCE_MS);
  }

  refresh = (): Promise<void> => this.#read(false);

  /** Only how many wait where. */
  async count(): Promise<void> {
    const counts = await ask<QueueCounts>('/api/window/counts');
    if (counts.ok) this.counts = counts.value;
  }

  /** As many rows as are on the screen now, so that nobody's place is lost. */
  async #read(anew: boolean): Promise<void> {
    const asked = ++this.#asked;
    const limit = anew ? PAGE : Math.min(200, Math.max(PAGE, this.rows.length));
    const [reply, counts] = await Promise.all([
      ask<Answer>(queueAddress(this.#filter, null, limit)),
      ask<QueueCounts>('/api/window/counts')
    ]);
    if (asked !== this.#asked) return;
    this.loading = false;
    this.trouble = reply.ok ? null : reply.error;
    if (counts.ok) this.counts = counts.value;
    if (!reply.ok) return;
    const known = new Set(this.rows.map(({ id }) => id));
    const fresh = reply.value.rows.filter(({ id }) => !known.has(id)).map(({ id }) => id);
    this.arrived = new Set(anew ? [] : [...this.arrived, ...fresh]);
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
