import type { Proof } from '../../../../server/contract/proof.ts';
import { proofWords } from '../words/proofs.ts';

/** What a tile of the terminal says of a proof. */
export const proofTile = ({ code, name, plainHint }: Proof, found: 'among-proofs' | 'among-items') => ({
  href: `/terminal/proofs/${code}`,
  icon: 'record' as const,
  plain: name,
  name: found === 'among-items' ? proofWords.title : plainHint
});
