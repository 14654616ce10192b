/** How near a promised day is, in words; null where there is nothing to say. Days are YYYY-MM-DD. */
export function dueStanding(
  dueOn: string | null,
  today: string,
  closed: boolean
): { readonly kind: 'over' | 'today' | 'near'; readonly text: string } | null {
  if (!dueOn || closed || !today) return null;
  const days = Math.round((Date.parse(dueOn) - Date.parse(today)) / 86_400_000);
  if (days < 0) return { kind: 'over', text: `超期${-days}天` };
  if (days === 0) return { kind: 'today', text: '今天到期' };
  return days <= 3 ? { kind: 'near', text: `还有${days}天` } : null;
}
