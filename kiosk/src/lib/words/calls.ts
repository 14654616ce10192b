/** 马上找人, at the terminal: what became of pressing it. */
export const calling = {
  pressing: { text: '正在按铃', hint: '请等一等。' },
  ringing: { text: '正在叫人，服务窗口的铃已经响了', hint: '请在这里等。急的话，也可以打电话：' },
  taken: { text: (name: string) => `${name}马上过来`, hint: '请在这里等。找不到您的时候，可以打电话：' },
  unanswered: { text: '等了几分钟，没有人应', hint: '请打这个电话，或者到服务窗口：' },
  'not-rung': { text: '铃没有按响', hint: '请打这个电话，或者到服务窗口：' },
  /** Said before somebody is let in on what was filled in. */
  kept: '等人的时候，您填的不会清掉，最多留十分钟。来的人能看到您填到哪里，帮完就删，最多留半小时。',
  nothingKept: '叫人不用刷身份证，也不记您是谁。',
  where: (centre: string, address: string) => `服务窗口在${centre}，${address}。`,
  again: '再叫一次',
  ticket: '取个号，到窗口办',
  wait: '好，我在这里等',
  cancel: '不用了'
} as const;

/** Where a call comes from, in the words of whoever goes there: by the name of the page. */
const PLACES: Readonly<Record<string, string>> = {
  home: '在首页',
  'sign-in': '在刷身份证',
  welcome: '刚刷了身份证',
  browse: '在选事项',
  field: '在选事项',
  search: '在找事项',
  progress: '在查进度'
};

interface Place {
  readonly itemName: string | null;
  readonly page: string;
  readonly step: number | null;
}

/** 马上找人, at the window. */
export const bell = {
  label: '终端有人找',
  rings: (terminal: string) => `${terminal}有人找`,
  place({ itemName, page, step }: Place): string {
    if (itemName === null) return PLACES[page] ?? '';
    if (step === null) return page === 'apply' ? `在办${itemName}` : `在看${itemName}`;
    return `在办${itemName}，第${step}步`;
  },
  since: (minutes: number) => (minutes < 1 ? '刚刚' : `等了${minutes}分钟`),
  take: '我去',
  yours: (terminal: string) => `您去${terminal}`,
  theirs: (terminal: string, name: string) => `${name}去了${terminal}`,
  quicker: (terminal: string, name: string) => `${name}先去了${terminal}`,
  look: '看他填了什么',
  over: '好了',
  mute: '静音',
  /** A browser plays nothing before somebody has touched its page. */
  silent: '点一下这个页面，以后才有铃声'
} as const;

/** The half-done application, read at the window. */
export const halfDone = {
  title: '填到一半的申请',
  asOf: (clock: string) => `${clock}按铃时的样子`,
  purpose: '只为去终端帮他看；谁看过、为什么看，已经记录。按“好了”就删，最多留半小时。',
  stopped: '停在',
  acting: (name: string) => `替${name}办`,
  anonymous: '没有刷身份证',
  answers: '问题',
  standing: { known: '已经知道', answered: '填了', blank: '没有填，可以不填', open: '还没有填' },
  materials: '材料',
  material: { found: '已取得', along: '随本次办理产生', promise: '写承诺', bring: '以后带来', open: '还没有选怎么办' },
  rest: '同意和签名',
  consent: { true: '已同意', false: '还没有问' },
  signature: { 'not-needed': '不用签名', open: '还没有签', signed: '签了' },
  nothing: '他还没有开始填，没有内容可看。',
  pages: {
    known: '已知信息',
    review: '从头看一遍',
    signature: '签名',
    confirm: '交上去之前',
    consent: (name: string) => `同意：${name}`
  }
} as const;
