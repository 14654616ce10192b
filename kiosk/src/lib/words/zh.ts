/**
 * What the terminal says, in Chinese. Short sentences, everyday words, 您; the official name stands small beside them.
 * Sentences with something in them are functions, so that a missing part is a compile error.
 */
export const words = {
  brand: '一门',
  demonstration: '演示',
  demonstrationNote: '演示：人物和数据都是编的',

  frame: {
    back: '上一步',
    end: '结束',
    /** The button of 马上找人, by how its call stands. */
    call: { ringing: '正在叫人', taken: '有人来了', unanswered: '马上找人', 'not-rung': '马上找人' },
    look: '看不清',
    next: '下一步',
    yes: '是',
    no: '否',
    close: '知道了',
    again: '再试一次',
    more: '下面还有',
    before: '回上面',
    home: '回首页',
    wait: '请稍等',
    code: (code: string) => `代码 ${code}`
  },

  endAsk: {
    title: '要结束吗？',
    filled: '还没有交的内容会清除，不留在机器里。',
    clean: '屏幕会回到首页，您的信息不留在机器里。',
    yes: '结束，回首页',
    no: '不，接着办'
  },

  person: {
    title: '马上找人',
    where: (centre: string) => `服务窗口就在${centre}里，任何一个窗口都能接着办。`,
    none: '请到服务窗口，任何一个窗口都能接着办。'
  },

  look: {
    title: '怎样看得清、够得着？',
    size: '字',
    sizes: ['标准', '大', '特大', '最大'],
    colour: '颜色',
    colours: { paper: '纸白', night: '夜间', 'black-on-white': '白底黑字', 'yellow-on-black': '黑底黄字' },
    reach: '高低',
    reaches: { normal: '整个屏幕', low: '都放到下半边' },
    reset: '办完以后自动恢复原样。'
  },

  idle: {
    title: '来办事，刷一下身份证',
    titleBrowse: '先看看要办哪一件',
    invite: '平放在屏幕下面的读卡处。没带证，也可以先看。',
    reading: '正在读身份证，请不要拿开',
    opening: '读好了，正在打开您的办事页',
    search: '搜一搜要办的事',
    ticket: '取号',
    all: '全部事项，分十类',
    progress: '查进度、补打回执',
    resting: '这台机器现在不能刷身份证。要办，请到服务窗口。',
    allShort: '全部事项',
    progressShort: '查进度',
    troubles: {
      'slip-printer': '回执打印机没有备好，办完请抄编号。',
      'slip-paper-low': '回执纸快用完了。',
      'document-printer': '这台机器现在打不了A4纸。',
      'document-paper-low': 'A4纸快用完了。',
      'document-toner-low': 'A4打印机的墨粉快用完了。',
      'set-aside': (count: number) => `有${count}份申请没有交上去，请工作人员来看。`,
      server: '中心的系统暂时连不上，现在办不了。请稍等，或者到服务窗口。'
    }
  },

  away: {
    title: '这台机器正在自己恢复',
    text: '请等一等。您已经交上去的申请都在，不会丢。',
    way: '着急的事，请到服务窗口办理。'
  },

  replaced: {
    title: '终端已在另一个窗口打开',
    text: '一台终端一次只用一个窗口，这里先停下。',
    kept: '没有交的内容不会丢，打开后可以接着办。',
    here: '在这里使用'
  },

  /** A card that was moved is tried again: the one thing to do first. */
  moved: { text: '请放平，别动', way: '刚才动了一下，没有读完，正在接着读。' },

  countdown: {
    title: '您还在吗？',
    left: (seconds: number) => `${seconds}秒后，屏幕会回到首页，把您的信息清掉。`,
    stay: '我还在，接着办'
  },

  ended: {
    card: '请拿好身份证和纸',
    text: '您的信息已经从这台机器上清除。'
  }
} as const;
