import type { Centre, Staff } from '../../../../server/contract/wire.ts';
import { ask, type Trouble } from '../agent.ts';

export interface Colleague {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly department: string | null;
}

interface Me {
  readonly staff: Staff;
  readonly centre: Centre;
  readonly deskAgent: string;
}

/** Whoever sits at this window, and the line on which news of cases comes. */
class Desk {
  me = $state.raw<Me | null>(null);
  trouble = $state.raw<Trouble | null>(null);
  colleagues = $state.raw<readonly Colleague[]>([]);
  /** Whether changes made elsewhere are seen here as they happen. */
  live = $state(false);

  #listeners = new Set<(change: { caseId: string; version: number } | null) => void>();
  #events: EventSource | null = null;

  async load(): Promise<void> {
    const reply = await ask<Me>('/api/window/me');
    this.trouble = reply.ok ? null : reply.error;
    this.me = reply.ok ? reply.value : null;
    if (!reply.ok) return;
    const colleagues = await ask<{ colleagues: Colleague[] }>('/api/window/colleagues');
    if (colleagues.ok) this.colleagues = colleagues.value.colleagues;
  }

  /** Listens until the function it gives is called. After a gap everything is asked anew: nothing may be missed. */
  listen(): () => void {
    const events = new EventSource('/api/window/events');
    let wasLost = false;
    events.addEventListener('open', () => {
      this.live = true;
      if (wasLost) this.#tell(null);
    });
    events.addEventListener('error', () => {
      this.live = false;
      wasLost = true;
    });
    events.addEventListener('case', (event: MessageEvent<string>) => this.#tell(JSON.parse(event.data)));
    this.#events = events;
    return () => {
      this.#events?.close();
      this.#events = null;
      this.live = false;
    };
  }

  #tell(change: { caseId: string; version: number } | null): void {
    for (const listener of this.#listeners) listener(change);
  }

  /** Called with each change, and with null where some may have been missed. */
  onChange(listener: (change: { caseId: string; version: number } | null) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async leave(): Promise<void> {
    await ask('/api/auth/sign-out', { method: 'POST', body: {} });
    this.me = null;
    location.assign('/window/sign-in');
  }
}

export const desk = new Desk();

export const ROLE_TEXT: Readonly<Record<Staff['role'], string>> = {
  clerk: '窗口人员',
  officer: '审批人员',
  manager: '中心负责人',
  administrator: '系统管理员'
};
