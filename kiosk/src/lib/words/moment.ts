const MOMENT = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  month: 'long',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false
});

/** When something happened, as a resident reads it. */
export const momentText = (at: string): string => MOMENT.format(new Date(at));
