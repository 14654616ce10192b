import type { CaseAct } from '../../../../server/contract/case-state.ts';
import type { Sending } from '../../../../server/contract/department-wire.ts';
import type { CaseAction, WindowCase } from '../../../../server/contract/window-wire.ts';
import { type SupplementEntry, withFailing } from './inspection/marks.ts';
import { NextOfficeDraft } from './next-office.svelte.ts';

/** Papers that are still waited for. */
export const waitingFor = ({ materials }: WindowCase): WindowCase['materials'] =>
  materials.filter(({ standing }) => standing === 'to-bring' || standing === 'later');

type Correctable = WindowCase['correctable'][number];

/** An answer as its kind of field has it, of what was typed into the window. */
function answerOf({ type }: Correctable, text: string): string | number | boolean {
  if (type === 'bool') return text === '是';
  return type === 'number' || type === 'year' ? Number(text) : text.trim();
}

/** What is being written for one act. It outlives its dialog: Escape loses nothing. */
export class ActDraft {
  readonly act: CaseAct;
  reason = $state('');
  colleague = $state('');
  signer = $state(0);
  /** How the resident agreed to 全程代办, and whether they were satisfied with it. */
  agreed = $state<'cards' | 'paper' | 'terminal'>('cards');
  satisfied = $state(true);
  /** Readings of the resident's card and of the 代办员's own, where they were read at the desk. */
  reads = $state.raw<{ readonly residentRead?: string; readonly helperRead?: string }>({});
  /** Where a case can be sent; the choice begins with where its item usually goes, and is empty for the common queue. */
  readonly sending: Sending | null;
  department = $state('');
  /** 联办: who is asked at the same time. */
  asked = $state<string[]>([]);
  /** 联办: for whom an opinion is written down, and what it is. */
  opining = $state('');
  /** Which objection is answered. */
  objection = $state(0);
  opinion = $state<'agreed' | 'objected'>('agreed');
  handedTo = $state('');
  procedure = $state('');
  days = $state(1);
  readonly next = new NextOfficeDraft();
  chosen = $state<string[]>([]);
  entries = $state<{ what: string; how: string }[]>([]);
  /** What is put right on the spot, by the key of its question. */
  corrections = $state<Record<string, string>>({});
  readonly #correctable: readonly Correctable[];

  constructor(act: CaseAct, found: WindowCase, sending: Sending | null = null) {
    this.act = act;
    this.sending = sending;
    this.department = sending?.usual ?? '';
    this.#correctable = found.correctable;
    this.handedTo = found.agent ? `代办人${found.agent.name}` : '申请人本人';
    this.opining = found.opinions.find(({ opinion }) => opinion === 'asked')?.id ?? found.opinions[0]?.id ?? '';
    this.objection = found.objections.find(({ state }) => state === 'waiting')?.position ?? 0;
    if (found.entrusting === 'asked') this.agreed = 'terminal';
    this.signer = found.signers.find(({ way }) => way === null)?.position ?? 0;
    this.procedure = found.specialProcedures[0] ?? '';
    this.days = act === 'suspend' ? 10 : Math.max(1, Math.min(10, found.longestExtension));
    // Everything that is missing is told at once: the list begins with what the application itself lacks.
    this.entries = waitingFor(found).map(({ name, note }) => ({ what: name, how: note ?? '' }));
    if (this.entries.length === 0) this.addEntry();
  }

  addEntry(): void {
    this.entries.push({ what: '', how: '' });
  }

  dropEntry(at: number): void {
    this.entries.splice(at, 1);
  }

  /** What was found at the window goes in once, beside what was written by hand. */
  addFailing(failing: readonly SupplementEntry[]): void {
    if (failing.length > 0) this.entries = withFailing(this.told, failing);
  }

  /** Ticks what is known to lie here, and unticks nothing. */
  choose(keys: readonly string[]): void {
    this.chosen = [...new Set([...this.chosen, ...keys])];
  }

  /** The lines that say something. */
  get told(): { what: string; how: string }[] {
    return this.entries.filter(({ what }) => what.trim() !== '');
  }

  get corrected(): { key: string; value: string | number | boolean }[] {
    return this.#correctable.flatMap((field) => {
      const text = this.corrections[field.key] ?? '';
      return text.trim() === '' ? [] : [{ key: field.key, value: answerOf(field, text) }];
    });
  }

  /** What is sent; null for an act that has nothing to fill in. */
  action(version: number): CaseAction | null {
    const { reason, days } = this;
    switch (this.act) {
      case 'ask-supplement':
        return { act: this.act, version, entries: this.told };
      case 'correct':
        return { act: this.act, version, answers: this.corrected };
      case 'refuse':
      case 'pass-up':
        return this.next.said && { act: this.act, version, reason, next: this.next.said };
      case 'grant':
      case 'deny':
      case 'annul':
      case 'dismiss':
      case 'object':
      case 'explain':
        return { act: this.act, version, reason };
      case 'answer-objection':
        return { act: this.act, version, objection: this.objection, reason };
      case 'suspend':
        return { act: this.act, version, reason, days, procedure: this.procedure };
      case 'resume':
        return { act: this.act, version, outcome: reason };
      case 'extend':
        return { act: this.act, version, reason, days };
      case 'relieve':
        return { act: this.act, version, given: reason };
      case 'publicise':
        return { act: this.act, version, summary: reason };
      case 'offer':
        return { act: this.act, version, to: this.colleague };
      case 'entrust':
        return { act: this.act, version, to: this.colleague, agreed: this.agreed, ...this.reads };
      case 'deliver':
        return { act: this.act, version, receivedBy: this.handedTo };
      case 'revisit':
        return { act: this.act, version, satisfied: this.satisfied, said: reason };
      case 'sign-on-paper':
        return { act: this.act, version, signer: this.signer };
      case 'send':
        return {
          act: this.act,
          version,
          to: this.department || null,
          with: this.asked.filter((id) => id !== this.department)
        };
      case 'opine':
        return { act: this.act, version, departmentId: this.opining, opinion: this.opinion, reason };
      case 'issue':
        return { act: this.act, version, handedTo: this.handedTo };
      case 'receive-material':
        return { act: this.act, version, materials: [...this.chosen] };
      default:
        return null;
    }
  }
}
