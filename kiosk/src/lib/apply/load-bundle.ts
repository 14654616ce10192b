import { type Bundled, bundled } from '../../../../server/contract/bundle.ts';
import type { Item } from '../../../../server/contract/item.ts';
import type { Reply } from '../agent.ts';
import { catalogue } from '../terminal/catalogue.svelte.ts';

/** A bundle with its items, put together; failures: `item.unknown`, and those of the catalogue. */
export async function loadBundle(code: string): Reply<Bundled> {
  await catalogue.load();
  const bundle = catalogue.bundle(code);
  if (!bundle) return { ok: false, error: catalogue.trouble ?? { code: 'item.unknown' } };
  const parts: Item[] = [];
  for (const reply of await Promise.all(bundle.items.map((item) => catalogue.item(item)))) {
    if (!reply.ok) return reply;
    parts.push(reply.value);
  }
  return { ok: true, value: bundled(bundle, parts) };
}
