import { minuteOf } from '../clock.ts';
import type { Failure } from '../contract/failure.ts';
import type { NextOffice } from '../contract/window-wire.ts';
import type { AnyAction } from './facts.ts';

const WAY = { phone: '电话', system: '系统' } as const;

/** So far a desk's clock may be ahead of the server's. */
const AHEAD_MS = 120_000;

/** Who at the next office said that they take it on, when and how, as it stands on the slip. */
export const acknowledgement = ({ by, at, way }: NextOffice['acknowledged']): string =>
  `${by}，${minuteOf(new Date(at))}，${WAY[way]}确认接手`;

/** The next office in one line of history. */
export const nextOffice = ({ office, person, phone, acknowledged }: NextOffice): string =>
  `${office} ${person}（${phone}）接手；${acknowledgement(acknowledged)}`;

/** Nothing is turned away upon what the next office has still to say (首问负责). */
export function acknowledgementProblem(action: AnyAction, now: Date): Failure | null {
  if (action.act !== 'refuse' && action.act !== 'pass-up') return null;
  const ahead = Date.parse(action.next.acknowledged.at) - now.getTime();
  return ahead > AHEAD_MS ? { code: 'case.acknowledged-later' } : null;
}
