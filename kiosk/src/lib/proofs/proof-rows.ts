import type { Proof, ProofList } from '../../../../server/contract/proof.ts';
import type { GuideRow } from '../terminal/guide-rows.ts';
import { proofWords } from '../words/proofs.ts';

/** What is told of a proof at the terminal, row by row. */
export const proofRows = ({ who, way, basis, items }: Proof, { source, guidance }: ProofList): readonly GuideRow[] => [
  { head: proofWords.who, parts: [{ kind: 'large', text: who }] },
  { head: proofWords.way, parts: [{ kind: 'plain', text: way }] },
  ...(items.length > 0
    ? [{ head: proofWords.here, parts: [{ kind: 'list' as const, entries: items.map(({ name }) => name) }] }]
    : []),
  { head: proofWords.why, parts: [{ kind: 'plain', text: proofWords.whyText }] },
  {
    head: proofWords.source,
    parts: [
      { kind: 'soft', text: source },
      { kind: 'soft', text: proofWords.basis(basis) },
      { kind: 'soft', text: guidance }
    ]
  }
];
