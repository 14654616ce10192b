import type { SensitiveClass } from '../../../../server/contract/item.ts';
import type { Exclusion, PullOutcome, WayOn } from '../../../../server/contract/material.ts';
import type { Provenance } from '../../../../server/contract/wire.ts';

/** What a consent page says of one class of sensitive information (个人信息保护法 第28至30条). */
export interface ConsentWords {
  readonly what: string;
  readonly why: string;
  readonly effect: string;
}

export const CONSENT_WORDS = {
  health: {
    what: '您的健康、残疾、诊疗情况',
    why: '用来判断这件事能不能给您办、给多少。',
    effect: '只有办这件事的人能看到，办完存档，不公开、不给别人。'
  },
  account: {
    what: '您的银行账户、家庭收入和财产',
    why: '用来核对条件、把钱打到您的卡上。',
    effect: '只有办这件事的人能看到账号，别处只显示后四位。'
  },
  'minor-under-14': {
    what: '不满十四周岁孩子的信息',
    why: '用来给孩子办这件事。您是孩子的父母或监护人，由您来同意。',
    effect: '只有办这件事的人能看到，不公开孩子的名字。'
  },
  'special-identity': {
    what: '您的特定身份，比如退役军人、残疾人',
    why: '用来核对您能不能享受这项待遇。',
    effect: '只有办这件事的人能看到，不公开、不给别人。'
  },
  biometric: {
    what: '您的相貌照片',
    why: '用来当面核对是不是您本人。也可以不用，由工作人员当面核对。',
    effect: '只比对这一次，比完就删。'
  }
} as const satisfies Record<SensitiveClass, ConsentWords>;

/** Where a value came from, in words. */
export function provenanceText({ from, name, date }: Provenance): string {
  const on = date ? `${Number(date.slice(0, 4))}年${Number(date.slice(5, 7))}月${Number(date.slice(8))}日` : '';
  switch (from) {
    case 'card':
      return '身份证上读的';
    case 'licence':
      return `从${name ?? '证照库'}取的${on ? `，${on}` : ''}`;
    case 'data':
      return `从${name ?? '共享数据'}查的${on ? `，${on}` : ''}`;
    case 'earlier':
      return `您${on || '上次'}办${name ? `“${name}”` : '事'}时填的`;
    case 'computed':
      return '按您的年龄算的';
    case 'typed':
      // With its name where it was written elsewhere.
      return name ? `您${on}在家填的` : '您刚才填的';
  }
}

/** What came of asking for a record. */
export const OUTCOME_WORDS = {
  none: '没有查到您的这一份',
  expired: '您的这一份过期了',
  mismatch: '查到的这一份，名字和您的对不上',
  timeout: '查这一份的系统现在很慢'
} as const satisfies Record<Exclude<PullOutcome, 'found'>, string>;

/** The ways on for a missing record. */
export const WAY_WORDS = {
  wait: { label: '等一会儿，再查一次', hint: '一般几秒钟' },
  promise: { label: '写一份承诺，先办', hint: '承诺是真的，就不用拿材料' },
  bring: { label: '以后把材料带来', hint: '先交申请，材料补齐再受理' },
  counter: { label: '到窗口办', hint: '工作人员当面帮您看' }
} as const satisfies Record<WayOn, { label: string; hint: string }>;

/** Words of the application, page by page. */
export const apply = {
  step: (at: number, of: number) => `第${at}步，共${of}步`,
  optional: '可以不填',
  skip: '不填，下一步',

  known: {
    title: '这些我们已经知道，不用再填',
    hint: '请看一看，有不对的就按“更正”',
    correct: '更正',
    correcting: '后面会请您重填',
    undo: '不改了',
    wrong: '不能改的那几项，要是不对，请按“马上找人”。',
    yes: '都对，下一步'
  },
  question: {
    offered: '您填过的，还对吗？',
    keep: '对，就用这个',
    change: '换一个',
    was: '原来是',
    wasShown: '原来填的，在屏幕上'
  },
  material: {
    hint: '怎么办，您来选',
    promiseTitle: '告知承诺书',
    promiseDuty: '我们告诉您',
    promiseDutyText: (name: string) => `办这件事要用“${name}”。写了承诺，就不用交它，我们以后再核对。`,
    promiseContent: '您要承诺',
    promiseContentText: (name: string) => `“${name}”所证明的情况是真实的，我符合办理条件。`,
    promiseLiability: '不真实的后果',
    promiseLiabilityText: '查出来是假的，会撤销办理结果、追回所得，还会记入信用记录。',
    promiseFree: '写不写随您。不写，也能带材料来办。',
    promiseYes: '我承诺',
    promiseNo: '不写，换个办法',
    bringNote: '要带什么、带到哪里，会印在回执上。',
    withheld: {
      annulled:
        '您以前在本中心写过的一份承诺，后来核对不上，所以这次先不能写承诺。带材料来，或者请窗口帮忙，一样能办。改正以后，请中心负责人登记信用修复，就又能写承诺了。',
      listed:
        '共享的信用记录里，您有一条还没有修复，所以这次先不能写承诺。带材料来，或者请窗口帮忙，一样能办。向记录上的单位申请信用修复以后，就又能写承诺了。'
    } satisfies Record<Exclusion, string>
  },
  consent: {
    title: '要用到这些信息，您同意吗？',
    what: '要用什么',
    why: '用来做什么',
    effect: '谁能看到',
    refuse: '不同意会怎样',
    refuseText: '这台机器上办不了这一件，可以到窗口当面办，不影响别的事。',
    witnessText: '不刷脸也能办：交上去以后，工作人员当面核对您本人就办好。',
    agree: '同意',
    disagree: '不同意',
    witness: '不刷脸'
  },
  counter: {
    title: '好的，请到窗口办',
    say: '到窗口这样说',
    sentence: (item: string) => `“我要办${item}，在机器上没有办完。”`,
    bring: '带上',
    card: '身份证',
    phone: '电话',
    ticket: '取个号，填的一起带去',
    back: '改主意了，回去接着办',
    end: '结束，去窗口'
  },
  review: {
    title: '请从头看一遍',
    hint: '哪里不对，就按那一行的“改”',
    change: '改',
    blank: '没有填',
    promise: '写承诺',
    bring: '以后带来',
    fetched: '替您取好了',
    along: (item: string) => `随“${item}”一起办出来，不用交`,
    agreed: '已同意',
    materials: '材料',
    consents: '您的同意',
    yes: '都对，下一步'
  },
  signature: {
    title: '请在框里签名',
    hint: '用手指写您的名字',
    for: (names: string) => `这个签名用在：${names}`,
    clear: '重写'
  },
  confirm: {
    title: '交上去吗？',
    hint: '交了以后，机器会打印回执。',
    yes: '交上去',
    no: '先不交，回去看看',
    what: '办什么',
    whom: '给谁办',
    promised: '我们承诺',
    sending: '正在交，请等一等'
  },
  done: {
    title: '交好了',
    number: '办件编号',
    short: '六位短码，打电话查进度用',
    due: '什么时候办好',
    responsible: '负责人',
    form: '打印申请表',
    again: '再办一件',
    end: '结束，拿走身份证',
    missing: '还要带来',
    leave: '别忘了身份证和回执',
    leaveCard: '别忘了身份证',
    repeated: '这份申请刚才已经交过，编号还是这一个。'
  },
  print: {
    waiting: '正在打印回执，在屏幕下方取',
    document: '正在打印，在下面的大口取',
    confirmed: '打印好了，请取走',
    'not-started': '没有打印出来',
    uncertain: '可能已经打印出来了，请看看出纸口',
    slip: '打印回执',
    again: '再打一张'
  },
  waiting: {
    title: '申请收好了，等系统联上就交',
    text: '现在中心的系统连不上。您的申请已经封好存在这台机器里，只有中心能打开，联上以后自动交，不用您再来填。',
    reference: '请记住这个号',
    way: '过一会儿可以在任何一台机器上刷身份证查；着急的事请到窗口。',
    end: '结束'
  }
} as const;
