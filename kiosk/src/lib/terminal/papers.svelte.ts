import type { PrintJobAnswer } from '../../../../devices/agent/wire.ts';

/** How far the last paper of this page has come: a fault on any page can say where it is. */
class Papers {
  latest = $state<PrintJobAnswer['state'] | null>(null);
}

export const papers = new Papers();
