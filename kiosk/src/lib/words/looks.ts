/** What the terminal says of who had to do with somebody's information. */
export const looks = {
  /** A button's, which may break between the two. */
  way: ['谁看过', '我的信息'],
  title: '谁看过我的信息',
  hint: '每打开一次、打印一次、查一次、办一步，系统都记着；记录事后改动，看得出来。',
  none: '还没有人看过。',
  why: (why: string) => `原因：${why}`,
  times: (times: number) => `（当天${times}次）`
} as const;
