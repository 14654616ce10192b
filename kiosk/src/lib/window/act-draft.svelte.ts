import type { CaseAct } from '../../../../server/contract/case-state.ts';
import type { CaseAction, WindowCase } from '../../../../server/contract/window-wire.ts';

/** Papers that are still waited for. */
export const waitingFor = ({ materials }: WindowCase): WindowCase['materials'] =>
  materials.filter(({ standing }) => standing === 'to-bring' || standing === 'later');

/** What is being written for one act. It outlives its dialog: Escape loses nothing. */
export class ActDraft {
  readonly act: CaseAct;
  reason = $state('');
  instead = $state('');
  colleague = $state('');
  handedTo = $state('');
  chosen = $state<string[]>([]);
  entries = $state<{ what: string; how: string }[]>([]);

  constructor(act: CaseAct, found: WindowCase) {
    this.act = act;
    this.handedTo = found.agent ? `代办人${found.agent.name}` : '申请人本人';
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

  /** The lines that say something. */
  get told(): { what: string; how: string }[] {
    return this.entries.filter(({ what }) => what.trim() !== '');
  }

  /** What is sent; null for an act that has nothing to fill in. */
  action(version: number): CaseAction | null {
    switch (this.act) {
      case 'ask-supplement':
        return { act: this.act, version, entries: this.told };
      case 'refuse':
        return { act: this.act, version, reason: this.reason, whereInstead: this.instead };
      case 'grant':
      case 'deny':
        return { act: this.act, version, reason: this.reason };
      case 'offer':
        return { act: this.act, version, to: this.colleague };
      case 'issue':
        return { act: this.act, version, handedTo: this.handedTo };
      case 'receive-material':
        return { act: this.act, version, materials: [...this.chosen] };
      default:
        return null;
    }
  }
}
