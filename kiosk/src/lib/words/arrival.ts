/** What the pages behind the first one say, before an application begins; apart, so that the first page need not wait for it. */
export const arrival = {
  browse: {
    title: '您要办哪一类？',
    search: '搜一搜',
    field: (plain: string) => `${plain}，办哪一件？`
  },

  search: {
    title: '搜一搜要办的事',
    hint: '按拼音头一个字母就行：低保按 D B',
    empty: '还没有按字母',
    none: '没有找到，在下面按类找找看。',
    found: (count: number) => `找到${count}件`,
    near: '没有正好叫这个的，是不是下面这件？',
    beginning: (letters: string) => `只找到“${letters}”开头的，看看有没有您要办的`,
    letters: 'ABC',
    digits: '123'
  },

  signIn: {
    title: '请刷身份证',
    titlePrincipal: '请刷被代办人的身份证',
    place: '把身份证平放在读卡处',
    placeHint: '在屏幕下方，有身份证图样的地方。放平，别动。',
    reading: '正在读，请不要拿开',
    opening: '读好了，正在打开您的资料',
    keep: '身份证可以先放着，办完再拿。',
    steps: ['放上身份证', '正在读', '打开资料'],
    anonymous: '不刷身份证，直接办',
    browse: '先不刷，看看事项'
  },

  welcome: {
    title: (name: string) => `${name}，您好`,
    hint: '要做什么？',
    entitled: (name: string) => `您可能可以领${name}`,
    entitledHint: '不用自己找，看一看，确认就行',
    apply: '办一件事',
    progress: '查进度、打结果',
    relations: '谁能替我办事',
    relationsHint: '看委托给了谁，收回委托',
    ticket: '取号，到窗口办',
    open: (count: number) => (count > 0 ? `有${count}件正在办` : '现在没有在办的事')
  },

  slots: {
    none: '这些天都约满了，请过几天再来，或者按“马上找人”。',
    loading: '正在看哪些时间有空',
    left: (count: number) => `还有${count}个`,
    day: '先选哪一天',
    time: '再选几点'
  }
} as const;
