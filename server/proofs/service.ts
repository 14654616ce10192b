import { readingsOf } from '../catalogue/rows.ts';
import { currentItems } from '../catalogue/service.ts';
import type { Context } from '../context.ts';
import type { ProofList } from '../contract/proof.ts';
import list from './proofs.json' with { type: 'json' };

/** Words never change while a server runs: how they are said is found once. */
const found = list.proofs.map(({ name, words }) => ({ words: [name, ...words] }));
const readings = readingsOf(found);

/** The twenty proofs of 民发〔2020〕20号; items that this centre does not offer are left out of what covers the need. */
export async function proofList(context: Context): Promise<ProofList> {
  const offered = (await currentItems(context)).map(({ code, name, plainWords: [plainName = name] }) => ({
    code,
    name,
    plainName
  }));
  const proofs = list.proofs.map(({ asked, items, words: _, ...proof }, at) => ({
    ...proof,
    plainHint: asked,
    items: items.flatMap((code) => offered.find((item) => item.code === code) ?? []),
    words: found[at]?.words ?? []
  }));
  return { source: list.source, guidance: list.guidance, proofs, readings };
}
