import type { Admission } from '../../../../../server/contract/admission-wire.ts';
import type { Work } from '../../../../../server/contract/work-list-wire.ts';
import { dateText } from '../due.ts';

/** What a department provides for what it asks, as a cell of a table says it. */
export const meansText = ({ funds, people }: { readonly funds: string; readonly people: string }): string =>
  [funds && `经费：${funds}`, people && `人员：${people}`].filter(Boolean).join('；') || '没有提供经费、人员';

/** Until when an entry holds. */
export function holdsText({ holds, until, endedOn }: Work): string {
  if (endedOn) return `${dateText(endedOn)}起不再有效`;
  if (!until) return '有效';
  return holds ? `有效，到${dateText(until)}` : `${dateText(until)}已到期`;
}

/** How a form was decided. */
export function decisionText({ decision }: Pick<Admission, 'decision'>): string {
  switch (decision?.kind) {
    case undefined:
      return '还没有决定';
    case 'refused':
      return `不予准入${decision.reasons ? `：${decision.reasons}` : ''}`;
    case 'listed':
      return `照清单办：${decision.work ?? ''}`;
    case 'admitted':
      return `准入，列入清单：${decision.reasons}`;
  }
}
