/** How near a promised day is, in words; null where there is nothing to say. Days are YYYY-MM-DD. */
export function dueStanding(
  dueOn: string | null,
  today: string,
  closed: boolean
): { readonly kind: 'over' | 'today' | 'near' | 'far'; readonly text: string } | null {
  if (!dueOn || closed || !today) return null;
  const days = Math.round((Date.parse(dueOn) - Date.parse(today)) / 86_400_000);
  if (days < 0) return { kind: 'over', text: `超期${-days}天` };
  if (days === 0) return { kind: 'today', text: '今天到期' };
  return { kind: days <= 3 ? 'near' : 'far', text: `还有${days}天` };
}

/** `11月26日 周四`, of a day YYYY-MM-DD. */
export function dayText(day: string): string {
  const weekday = '日一二三四五六'[new Date(`${day}T00:00:00Z`).getUTCDay()];
  return `${day.slice(5, 7)}月${day.slice(8)}日 周${weekday}`;
}
