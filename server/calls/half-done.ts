import { currentBundles, findItem } from '../catalogue/service.ts';
import type { Context } from '../context.ts';
import { askedFields } from '../contract/asked.ts';
import { bundled } from '../contract/bundle.ts';
import { askedInBundle, bundledPrefill, madeAlong } from '../contract/bundle-answers.ts';
import type { Begun, CallApplication } from '../contract/call-wire.ts';
import { type ShownPrefill, shownPrefill } from '../prefill/service.ts';
import type { OpenSession } from '../sessions/service.ts';
import { describeApplication, type HalfDone } from './application.ts';

type Whole = Pick<HalfDone, 'item' | 'asked' | 'prefill' | 'along'>;

/** The items of a 一件事 as the one that its pages are of; null where it is not offered, or has not all of them. */
async function wholeOf(
  context: Context,
  code: string,
  parts: readonly ShownPrefill[],
  said: Begun
): Promise<Whole | null> {
  const bundle = (await currentBundles(context)).find((one) => one.code === code);
  if (!bundle || parts.some(({ item }) => !bundle.items.includes(item.code))) return null;
  const begun = (wanted: string) => parts.find(({ item }) => item.code === wanted)?.item;
  const items = await Promise.all(bundle.items.map(async (wanted) => begun(wanted) ?? findItem(context, wanted)));
  const known = items.filter((item) => item !== null);
  const all = bundled(
    bundle,
    known,
    bundle.items.filter((wanted) => !begun(wanted))
  );
  const prefills = parts.map((part) => part.prefill);
  const prefill = bundledPrefill(all, prefills);
  return { item: all.whole, asked: askedInBundle(all, prefills, said), prefill, along: madeAlong(all, prefill) };
}

/** What was begun, as it may be kept for a call; null where it is not of this session, or nobody is here. */
export async function halfDone(
  context: Context,
  session: OpenSession | null,
  begun: Begun | null
): Promise<CallApplication | null> {
  if (!session || !begun) return null;
  const found = await Promise.all(begun.prefillIds.map((id) => shownPrefill(context, session, id)));
  const parts = found.filter((part) => part !== null);
  const [first] = parts;
  if (!first || parts.length < found.length) return null;
  const one: Whole = { ...first, asked: askedFields(first.item.form, first.prefill, begun), along: new Map() };
  const whole = begun.bundleCode === undefined ? one : await wholeOf(context, begun.bundleCode, parts, begun);
  const { resident, principal } = session;
  return whole && describeApplication({ ...whole, begun, resident, principal });
}
