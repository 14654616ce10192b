import type { CatalogueProblem } from '../../../../../server/contract/catalogue-problem.ts';
import type { Item } from '../../../../../server/contract/item.ts';

/** What is changed of an item; what may be left out is taken away by undefined. */
export type Changes = { readonly [Key in keyof Item]?: Item[Key] | undefined };

/** What every section of the editor is given. */
export interface SectionProps {
  item: Item;
  problems: readonly CatalogueProblem[];
  /** `what` names what was touched, for whoever undoes it. */
  change: (what: string, changes: Changes) => void;
}

/** The sections in the order in which an item is thought out, with the elements that each holds. */
export const SECTIONS = [
  {
    id: 'basics',
    label: '基本',
    places: [
      'code',
      'name',
      'nameEn',
      'plainHint',
      'plainWords',
      'itemType',
      'terminalUse',
      'acceptLevel',
      'decideLevel',
      'applicants',
      'implementer',
      'national',
      'effectiveFrom'
    ]
  },
  {
    id: 'conditions',
    label: '条件和依据',
    places: ['conditions', 'legalBasis', 'sensitive', 'season', 'fee', 'result', 'entitledFrom']
  },
  {
    id: 'limits',
    label: '时限',
    places: [
      'handling',
      'promisedLimit',
      'legalLimit',
      'stages',
      'publicNoticeDays',
      'lapsesAfter',
      'specialProcedures'
    ]
  },
  { id: 'materials', label: '材料', places: ['materials'] },
  { id: 'form', label: '表单', places: ['form', 'slotPlan'] },
  { id: 'guide', label: '办事指南', places: ['guide', 'feeEntries', 'questions'] }
] as const;
export type SectionId = (typeof SECTIONS)[number]['id'];

/** In which section something is put right. */
export const sectionOf = (place: string): SectionId =>
  SECTIONS.find(({ places }) => (places as readonly string[]).includes(place.split('.')[0] ?? ''))?.id ?? 'basics';
