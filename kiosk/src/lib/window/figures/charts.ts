import type { FigureName, Figures } from '../../../../../server/contract/figures.ts';

/** A round number not below the largest value: where the scale of a chart ends. */
export function scaleEnd(values: readonly number[]): number {
  const most = Math.max(...values, 1);
  const unit = 10 ** Math.floor(Math.log10(most));
  const step = [1, 2, 5, 10].find((factor) => factor * unit >= most) ?? 10;
  return step * unit;
}

/** Points of a line over 100 × 100, the first at the left edge and zero at the foot. */
export const lineOf = (values: readonly number[], end: number): readonly (readonly [x: number, y: number])[] =>
  values.map((value, at) => [values.length < 2 ? 50 : (at / (values.length - 1)) * 100, 100 - (value / end) * 100]);

/** How a figure stands against the stretch before, in words; an arrow alone says nothing to whoever hears it. */
export function changeText(now: Figures, before: Figures, name: FigureName): string {
  const [value, other] = [now[name], before[name]];
  if (value === null || other === null) return '没有可比的';
  const difference = name === 'averageDays' ? Math.round((value - other) * 10) / 10 : value - other;
  if (difference === 0) return '一样';
  const size = name === 'averageDays' ? Math.abs(difference).toFixed(1) : String(Math.abs(difference));
  const share = name === 'averageDays' || other === 0 ? '' : `（${Math.round((Math.abs(difference) / other) * 100)}%）`;
  return `${difference > 0 ? '多' : '少'}${size}${share}`;
}
