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
    reset: '办完以后自动恢复原样。',
    done: '好了'
  },

  idle: {
    title: '来办事，刷一下身份证',
    titleBrowse: '先看看要办哪一件',
    invite: '平放在屏幕下面的读卡处。没带证，也可以先看。',
    reading: '正在读身份证，请不要拿开',
    opening: '读好了，正在打开您的办事页',
    search: '搜一搜要办的事',
    all: '全部事项，分十类',
    progress: '查进度、补打回执',
    resting: '这台机器现在不能刷身份证。要办，请到服务窗口。',
    frequent: {
      'SQ-02-003': '养老金每年认证',
      'SQ-05-006': '高龄津贴',
      'SQ-02-005': '打印社保缴费证明',
      'SQ-08-002': '办居住证',
      'SQ-05-001': '低保',
      'SQ-04-001': '孩子上小学'
    },
    allShort: '全部事项',
    progressShort: '查进度',
    troubles: {
      'slip-printer': '回执打印机没有备好，办完请抄下编号，或到窗口打印。',
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

  countdown: {
    title: '您还在吗？',
    left: (seconds: number) => `${seconds}秒后，屏幕会回到首页，把您的信息清掉。`,
    stay: '我还在，接着办'
  },

  ended: {
    card: '请拿好身份证和纸',
    text: '您的信息已经从这台机器上清除。'
  },

  browse: {
    title: '您要办哪一类？',
    search: '搜一搜',
    field: (name: string) => `${name}，办哪一件？`
  },

  search: {
    title: '搜一搜要办的事',
    hint: '按拼音头一个字母就行：低保按 D B',
    empty: '还没有按字母',
    none: '没有找到。换几个字母试试，或者按“马上找人”。',
    found: (count: number) => `找到${count}件`,
    letters: 'ABC',
    digits: '123'
  },

  guide: {
    begin: '开始办理',
    beginBook: '开始预约',
    beginPrint: '开始查询',
    who: '谁能办',
    conditions: '要符合',
    fetched: '我们去取',
    signed: '屏上签名',
    bring: '您要带',
    bringNone: '无',
    bringNoneText: '什么都不用带，刷身份证就行',
    limit: '多久办好',
    promised: '我们承诺',
    legal: '法律规定最长',
    notice: (days: number) => `另要公示${days}个工作日`,
    fee: '要花钱吗',
    result: '办好拿到',
    printable: '这台机器能打印',
    basis: '依据',
    phone: '问一问',
    season: '什么时候办',
    special: '中间还有',
    agent: '能代办吗',
    agentYes: '能。两个人的身份证都要带。',
    agentNo: '要本人来。',
    card: '要刷身份证吗',
    anonymous: '不刷也能办。刷了，姓名就不用填，以后也好查。'
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

  forWhom: {
    title: '这次给谁办？',
    self: '本人办理',
    selfHint: '给自己办',
    other: '代他人办理',
    otherHint: '要刷他的身份证，两张证都要在',
    selfOnly: '这件事要本人来办，给您自己办吗？',
    acting: (name: string) => `您在替${name}办`
  },

  welcome: {
    title: (name: string) => `${name}，您好`,
    hint: '要做什么？',
    apply: '办一件事',
    progress: '查进度、打结果',
    open: (count: number) => (count > 0 ? `有${count}件正在办` : '现在没有在办的事')
  },

  progress: {
    title: '查进度',
    titleMine: '您的办事记录',
    hint: '怎么查？',
    card: '刷身份证查',
    cardHint: '看得最全，还能打印结果。看完拿起身份证就退出。',
    short: '凭回执上的六位短码查',
    shortHint: '再加身份证最后四位',
    number: '凭办件编号查',
    numberHint: '26位，印在回执最下面',
    scan: '把回执上的方块码对着扫码口，也能查。',
    notASlip: '这不是回执上的码。请把回执上的方块码对着扫码口。',
    licenceCode: '这是电子证照的亮证码，这里用不上：办事刷身份证，证照由系统去取。查进度请用回执上的方块码。',
    shortTitle: '请按回执上的六位短码',
    last4Title: '再按身份证最后四位',
    numberTitle: '请按26位办件编号',
    find: '查一查',
    incomplete: '还没有按完。',
    wrongNumber: '编号不对，请对照回执再看一遍。',
    none: '您在这里还没有办过事。',
    received: (date: string) => `${date}收件`,
    provisional: '节假日安排还没有公布，日期可能往后一两天。',
    owner: '负责人',
    missing: '还缺这些，一次说全',
    stillToCome: '还要交来',
    reasons: '理由',
    remedy: '不服怎么办',
    timeline: '办到哪里了',
    reprint: '补打回执',
    printResult: '打印结果',
    printForm: '打印申请表',
    withdraw: '撤回申请',
    withdrawTitle: '真的要撤回吗？',
    withdrawText: '撤回以后就不再办理。以后想办，可以重新申请。',
    withdrawYes: '撤回',
    withdrawNo: '不撤，接着办',
    noCard: '没有刷身份证，只能看到办到哪一步。',
    open: '看这一件',
    lift: '看完了，拿起身份证就退出。',
    number26: '办件编号',
    shortCode: '六位短码'
  },

  slots: {
    none: '这些天都约满了，请过几天再来，或者按“马上找人”。',
    loading: '正在看哪些时间有空',
    left: (count: number) => `还有${count}个`,
    day: '先选哪一天',
    time: '再选几点'
  }
} as const;
