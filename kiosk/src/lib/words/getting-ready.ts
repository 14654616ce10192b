/** What a terminal's screen says before its pages run, or while they cannot be had: plain text, as nothing else is there. */
export const gettingReady = {
  title: '这台机器正在准备',
  text: '请等一等，马上就好。',
  late: '还没有好？请到服务窗口，就在这个大厅里，工作人员会帮您办。',
  code: '代码 page.starting'
} as const;

/** The same of the call display, which nobody stands before. */
export const hallGettingReady = {
  title: '叫号屏正在打开',
  text: '马上就好。',
  late: '还没有好？请听工作人员叫号。',
  code: '代码 page.starting'
} as const satisfies Record<keyof typeof gettingReady, string>;

export const lastPage = {
  title: '这台机器正在自己恢复',
  text: '请等一等，屏幕会自己好。您已经交上去的申请都在，不会丢。',
  card: '身份证：要是放上来过，它就在屏幕下方的读卡处，请记得拿。',
  paper: '纸：已经打出来的，在屏幕下方的出纸口。',
  ask: '着急的事请到服务窗口，就在这个大厅里，任何一个窗口都能办。',
  code: '代码 agent.away'
} as const;
