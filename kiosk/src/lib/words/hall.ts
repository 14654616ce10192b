/** What the call display says: read from across a hall, and in passing. */
export const hall = {
  title: '叫号',
  please: '请到',
  earlier: '刚才叫过',
  counters: '各窗口正在办',
  free: '没有叫号',
  waiting(people: number, minutes: number | null): string {
    if (people === 0) return '现在没有人在等';
    if (minutes === null) return `${people}人在等`;
    return minutes < 1 ? `${people}人在等，马上就到` : `${people}人在等，大约要等${minutes}分钟`;
  },
  opening: { title: '还没有开始叫号', hint: '先在终端上取号，坐下来等。叫到您，这里会显示，也会念出来。' },
  connecting: { title: '正在连接中心', hint: '马上就好。急着办的，请直接到窗口。' },
  lost: (age: string) => `连不上中心，这是${age}前的情况`,
  ask: '请听工作人员叫号',
  /** Browsers play nothing before somebody has touched their page. */
  silent: '点一下屏幕，才有声音',
  broken: { title: '叫号屏正在自己恢复', hint: '请听工作人员叫号。' }
} as const;

/** How long ago, in one number: whoever looks wants to know whether it is seconds or hours. */
export function ageText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds}秒`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes}分钟` : `${Math.floor(minutes / 60)}小时`;
}

const CLOCK = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false
});
const DAY = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  month: 'long',
  day: 'numeric',
  weekday: 'long'
});
export const clockText = (at: number): string => CLOCK.format(at);
export const dayText = (at: number): string => DAY.format(at);
