import type { PageRefusal } from '../../../../devices/agent/failure.ts';
import type { PrintCode } from '../../../../devices/agent/wire.ts';
import type { CardReadFailure } from '../../../../devices/device.ts';
import type { FailureCode } from '../../../../server/contract/failure.ts';
import type { AnswerFailure } from '../../../../server/contract/form.ts';

/** What happened, and what to do now. Together they are one thing to say aloud. */
export interface FailureWords {
  readonly text: string;
  readonly way: string;
}

/** What only staff and departments meet: a terminal has no use for its sentences and does not load them. */
export type DeskFailureCode = Extract<
  FailureCode,
  | 'ticket.not-yours'
  | 'terminal.not-found'
  | 'staff.password-told'
  | 'staff.password-same'
  | `${'draft' | 'version' | 'department' | 'delivery' | 'webhook' | 'duty' | 'work' | 'admission' | 'grade' | 'stuck' | 'calendar' | 'inspection' | 'options' | 'counter'}.${string}`
>;

const WINDOW = '请到服务窗口，工作人员会帮您办。';
const AGAIN = '请再试一次；还是不行，就按“马上找人”。';

/** Every failure the server can answer a resident with. A new code without its sentence does not compile. */
export const FAILURE_WORDS = {
  'request.malformed': { text: '这一步没有办成。', way: AGAIN },
  'request.too-large': { text: '照片或文字太大，没有交上去。', way: '请重新拍一张，或者把文字写短一些。' },
  'request.not-found': { text: '没有找到这一项。', way: '请回到首页重新选。' },
  'request.origin': { text: '这台机器不认得这个请求。', way: WINDOW },
  'request.too-many': { text: '试的次数太多了，先停一停。', way: '请过一刻钟再试，或者刷身份证查询。' },

  'terminal.unknown': { text: '这台机器还没有登记，暂时不能办事。', way: WINDOW },
  'terminal.withdrawn': { text: '这台机器已经停用，不能办事了。', way: WINDOW },
  'terminal.enrolment-code': { text: '登记码不对，或者已经用过。', way: '请管理员重新取一个登记码。' },
  'session.none': { text: '还没有刷身份证。', way: '请刷身份证，再接着办。' },
  'session.ended': { text: '刚才的办理已经结束，您的信息已清除。', way: '请重新刷身份证。' },
  'staff.signed-out': { text: '您已退出登录。', way: '请重新登录。' },
  'staff.sign-in': { text: '用户名或密码不对。', way: '请再试一次；连续试错会暂停一分钟。' },
  'staff.disabled': { text: '这个账号已经停用。', way: '请找系统管理员。' },
  'staff.holds-cases': { text: '这个人手上还有在办的件，不能停用。', way: '请先移交给同事。' },
  'staff.username-taken': { text: '这个用户名已经有人用了。', way: '请换一个。' },
  'staff.superior-loop': { text: '这样上级就绕成了一圈。', way: '请换一位上级。' },
  'staff.role': { text: '您的岗位不能做这一步。', way: '请找有权限的同事办理。' },
  'community.other': { text: '这件事不归本社区办。', way: WINDOW },

  'card.expired': { text: '身份证过了有效期，不能用来办事。', way: '请先到公安派出所换证；着急的事请到服务窗口。' },
  'card.number': { text: '身份证上的号码对不上。', way: WINDOW },
  'card.name': { text: '身份证上的姓名没有读清楚。', way: '请再刷一次；还是不行，请到服务窗口。' },
  'card.read-over': { text: '这次读卡已经用过，或者过了5分钟。', way: '请再读一次身份证。' },
  'card.other-person': { text: '读到的不是这个人的身份证。', way: '请换一张，再读一次。' },
  'person.unknown': { text: '本中心还没有登记过这个号码。', way: '请再填上姓名。' },
  'person.other-name': { text: '这个号码登记的是另一个姓名。', way: '请对照证件再看一遍。' },
  'proxy.same-person': { text: '两次刷的是同一张身份证。', way: '请刷被代办人的身份证；给自己办，请选“本人办理”。' },
  'proxy.not-allowed': { text: '这件事要本人来办，不能代办。', way: '行动不便的，请到服务窗口约上门服务。' },
  'proxy.no-relation': { text: '没有查到您可以替他办。', way: '请他带上身份证一起来，两张证都刷。' },
  'proxy.expired': { text: '他给您的委托到期了，或者已经收回。', way: '请他带上身份证一起来，重新委托。' },

  'relation.not-found': { text: '没有这一条代办关系。', way: '请重新查这个人。' },
  'relation.ended': { text: '这一条已经收回，或者到期了。', way: '请再看一遍。' },
  'relation.known': { text: '这一条已经登记过，还有效。', way: '要改，请先收回原来那一条。' },
  'relation.ordered': {
    text: '指定的监护，不能自己收回。',
    way: '它是法院判决、居委会或民政指定的；有变化，请带上新的判决、决定到服务窗口。'
  },
  'relation.evidence': { text: '这种依据证明不了这个关系。', way: '请核对依据、关系和年龄。' },
  'relation.expiry': { text: '有效期超过了这种依据能到的日子，或者已经过了。', way: '请改有效期。' },
  'relation.issued-on': { text: '依据的日期还没有到。', way: '请对照原件再看一遍。' },
  'relation.guardian-age': { text: '监护人要满18岁。', way: '请核对是谁监护谁。' },

  'item.unknown': { text: '没有这个事项，或者已经停办。', way: '请回到首页重新选。' },
  'item.stale': { text: '这个事项刚刚更新了办法。', way: '请再看一遍，填过的都还在。' },
  'item.in-bundle': { text: '有“一件事”用着这个事项。', way: '请先从那个“一件事”里去掉它。' },
  'form.invalid': { text: '有几处还没有填对。', way: '请按提示改好，再交。' },
  'consent.missing': { text: '还差一项您的同意。', way: '请看清楚再选；不同意，也可以到窗口办。' },
  'signature.missing': { text: '还没有签名。', way: '请在屏幕上签名。' },
  'signature.card': { text: '没有刷身份证，不能用身份证代替签名。', way: '请在屏幕上签名，或者刷身份证重新办。' },
  'material.unresolved': { text: '还有材料没有选怎么办。', way: '请逐项选好，再交。' },
  'slot.taken': { text: '这个时间刚刚被别人约走了。', way: '请另选一个时间，其他填过的都还在。' },
  'unfinished.none': { text: '留着的这一份已经不在了。', way: '可能已经接着办了，或者过了时间。请重新填。' },
  'prepared.none': {
    text: '没有找到在家填好的这一份。',
    way: '请再看一遍手机上的数字；过了七天，或者已经取过，就要在这里填。'
  },

  'submission.key-reused': { text: '这份申请已经交过，内容又改了。', way: '请查看已交的那一份；要改，请到服务窗口。' },
  'submission.unreadable': { text: '申请没有传好，没有交上去。', way: AGAIN },

  'submission.under-way': {
    text: '这份申请正在送往中心，还不知道到了没有。',
    way: '请等一会儿，再按一次；着急的事请到服务窗口。'
  },

  'case.not-found': { text: '没有查到这件事。', way: '请核对编号，或者刷身份证查询。' },
  'case.item-lost': { text: '这件事现在打不开，没有丢。', way: '请到服务窗口。' },
  'case.state': { text: '这件事办到了别的阶段，这一步做不了。', way: '请返回看看最新进度。' },
  'case.claimed': { text: '这件事已经有人在办。', way: '请看看下一件。' },
  'case.not-yours': { text: '这件事由别的同事负责。', way: '请找负责人移交。' },
  'case.changed': { text: '这件事刚刚有了新进展。', way: '请看过最新情况再办。' },
  'case.supplement-once': { text: '补正只能一次告知，已经告知过了。', way: '请按上次的清单收齐材料。' },
  'case.material-missing': { text: '材料还没有收齐。', way: '请先收齐，再往下办。' },
  'case.reason-missing': { text: '还没有写理由。', way: '请写明理由和依据。' },
  'case.acknowledged-later': { text: '对方确认的时间还没有到。', way: '请先与对方说好，再填。' },
  'case.no-result': { text: '结果还没有出来，打印不了。', way: '办好以后再来打印，或者到窗口问问。' },
  'case.extended-once': { text: '办理期限已经延长过一次，不能再延长。', way: '请尽快办结，并向申请人说明。' },
  'case.extension-too-long': { text: '延长的天数超过了规定。', way: '请少填几天。' },
  'case.not-overdue': { text: '这件事还没有超期。', way: '超期以后才需要公开说明原因。' },
  'case.publicity-missing': { text: '这个事项要先公示，才能批准。', way: '请先开始公示。' },
  'case.publicity-running': { text: '公示还没有到期。', way: '公示期满、没有异议，再批准。' },
  'case.publicity-personal': {
    text: '公示的内容里有姓名或者号码。',
    way: '公示只写给什么，不写是谁；姓名由系统隐去一字公示。'
  },
  'case.objection-unanswered': { text: '有居民提了异议，还没有答复。', way: '请先核实、答复，再往下办。' },
  'objection.own': { text: '这是您自己的申请，不能对它提异议。', way: '想补充说明，请到任何一个服务窗口。' },
  'objection.open': { text: '您提的异议已经登记，正在核实。', way: '想再补充，请拿着回执到任何一个窗口说。' },
  'objection.late': {
    text: '公示已经结束，这里不能提了。',
    way: '还有不同意见，请到任何一个服务窗口说，或者打中心的电话。'
  },
  'objection.personal': {
    text: '答复里有提异议的人的姓名，或者号码。',
    way: '答复申请人也看得到，请只写核实的结果，不写是谁提的。'
  },
  'case.entrusted': { text: '这件事已经请工作人员全程代办了。', way: '请看代办到了哪一步；着急的事请到服务窗口。' },
  'case.rated': { text: '这件事已经评价过了。', way: '有意见请到服务窗口，或者打投诉电话。' },
  'case.undo-late': { text: '三十秒过了，这里撤不回来了。', way: '还想改，可以在“查进度”里撤回，或者请到服务窗口。' },
  'case.undo-taken': {
    text: '工作人员已经开始办了，这里撤不回来。',
    way: '要改，请按“马上找人”，或者到服务窗口说一声。'
  },
  'case.undo-decided': { text: '这件事已经办好了，撤不回来。', way: '有不对的地方，请到服务窗口。' },
  'case.opinions-missing': { text: '联办的部门还没有都签意见。', way: '请等他们签完，或者催一催。' },
  'case.objected': { text: '有联办的部门不同意。', way: '请先与其协商；协商不成，写明理由不予批准。' },
  'case.closed': { text: '这件事已经办结或者撤回了。', way: '请看看最新进度。' },
  'staff.unknown': { text: '没有这位同事。', way: '请重新选一位。' },

  'notice.forged': {
    text: '这张文书核对不上：不是本中心出具的，或者改过、残缺了。',
    way: '请拿到服务窗口，让工作人员看。'
  },
  'notice.unknown': {
    text: '这个码证明不了文书的真假。',
    way: '请用回执或者通知书上的方块码；还有疑问，请到服务窗口。'
  },

  'call.not-found': { text: '没有这次呼叫。', way: '请看看屏幕上方还有没有人在叫。' },
  'call.over': { text: '这次呼叫已经结束，内容已经删除。', way: '要是他还在，请他在终端上再按一次。' },
  'call.taken': { text: '已经有同事去了。', way: '请看看还有没有别人在叫。' },
  'call.not-taken': { text: '还没有人去。', way: '请先按“我去”。' },
  'call.too-many': { text: '刚才已经叫过好几次了。', way: '请等几分钟再叫，或者打屏幕上的电话、到服务窗口。' },

  'ticket.not-found': { text: '没有这个号。', way: '请重新取号，或者到服务窗口。' },
  'ticket.over': { text: '这个号已经用过了，或者过了当天。', way: '还要办事，请重新取号。' },
  'ticket.state': { text: '这个号正在叫，或者已经在办，现在不能这样办。', way: '请看看它叫到哪里了。' },
  'ticket.too-many': {
    text: '这台终端刚才取出的号太多了，要歇几分钟。',
    way: '请刷身份证取号，现在就能取；没有带，请到服务窗口要一个号。'
  },
  'ticket.appointment': { text: '没有查到您今天的这个预约。', way: '请核对日期；没有预约，请直接取号。' },

  'signing.none': { text: '这里没有等您签名的申请，或者已经签过了。', way: '请申请人看看还等谁签。' },
  'signing.link': { text: '这个签名链接用过了，或者过期了。', way: '请申请人在终端或者窗口换一个新的。' },
  'signing.number': { text: '身份证号最后六位不对。', way: '请核对自己的身份证再填。' },
  'signing.no-number': { text: '系统里没有这位家人的身份证号，不能用手机签。', way: '请本人到窗口，在纸上签名。' },

  'server.unavailable': { text: '中心的系统暂时连不上。', way: '请稍等一会儿再试；着急的事请到服务窗口。' },
  'server.fault': { text: '系统出了点问题，没有办成。', way: '填过的都还在。请再试一次，或者到服务窗口。' }
} as const satisfies Record<Exclude<FailureCode, DeskFailureCode>, FailureWords>;

/** Why an answer is not taken, told under the question. */
export const ANSWER_WORDS = {
  'answer.required': '这一项要填，不能空着。',
  'answer.type': '填的内容不对，请重新填。',
  'answer.too-long': '写得太长了，请短一些。',
  'answer.option': '请从下面选一个。',
  'answer.mobile': '电话号码不对。手机号是11位；座机请带区号。',
  'answer.bankcard': '卡号不对，请对照银行卡再看一遍。',
  'answer.date': '没有这一天，请重新选。',
  'answer.to-come': '这一天还没有到，请再看一遍。',
  'answer.range': '结束比开始还早，请重新选。',
  'answer.number': '请填一个合适的数。',
  'answer.id-number': '身份证号不对，请对照证件再看一遍。',
  'answer.disability-cert': '残疾人证号不对，一共20位，请对照证件再看一遍。',
  'answer.person-name': '姓名写得不对。名字中间的点用“·”。',
  'answer.slot': '请选一个时间。',
  'answer.image': '照片没有拍好，请再拍一张。',
  'answer.unknown-field': '这一项不用填。',
  'answer.not-asked': '照前面填的，这一项不用填。',
  'answer.too-few': '还不够，请再添一个。',
  'answer.too-many': '太多了，请去掉几个。'
} as const satisfies Record<AnswerFailure, string>;

/** Why a card was not read. */
export const CARD_WORDS = {
  'id-card.no-reader': {
    text: '读卡器没有接好，这台机器现在刷不了身份证。',
    way: '您可以先看事项；要办，请到服务窗口。'
  },
  'id-card.no-card': { text: '没有等到身份证。', way: '请把身份证平放在读卡处，再试一次。' },
  'id-card.moved-too-early': {
    text: '身份证拿得早了一点，没有读完。',
    way: '请放平、放稳，屏幕上说“读好了”再拿起来。'
  },
  'id-card.not-an-id-card': { text: '放上来的不是身份证。', way: '请换身份证再放一次。手机、公交卡请拿开。' },
  'id-card.refused': { text: '读卡器不认这张证。', way: '请再放一次；还是不行，请到服务窗口。' },
  'id-card.unreadable': { text: '身份证没有读清楚。', way: '请把证擦干净，去掉卡套，再放一次。' },
  'id-card.reader-failed': { text: '读卡器出了毛病。', way: '请再试一次；还是不行，请到服务窗口。' },
  'id-card.cancelled': { text: '已停止读卡。', way: '要继续，请再刷一次。' }
} as const satisfies Record<CardReadFailure, FailureWords>;

/** What is wrong with a printer, or why nobody knows how a job went. */
export const PRINTER_WORDS = {
  'printer.paper-out': { text: '打印机没有纸了。', way: '您的申请已经记下，不会丢。请工作人员加纸，再打一次。' },
  'printer.cover-open': { text: '打印机的盖子开着。', way: '请工作人员盖好，再打一次。' },
  'printer.cutter': { text: '切纸刀卡住了。', way: '请工作人员来看一下，再打一次。' },
  'printer.paper-jam': { text: '打印机里卡了纸。', way: '请工作人员把纸取出来，再打一次。' },
  'printer.toner-empty': { text: '打印机没有墨粉了。', way: '您的申请已经记下，不会丢。请工作人员换墨粉，再打一次。' },
  'printer.busy': { text: '打印机正在打别的。', way: '请等一等，再打一次。' },
  'printer.unsuitable': { text: '这台打印机打不了这份文件。', way: '您的申请已经记下。请到窗口打印。' },
  'printer.untrusted': { text: '打印机的安全证书没有通过检查。', way: '您的申请已经记下。请到窗口打印。' },
  'printer.cancelled': { text: '这次打印被取消了。', way: '您的申请已经记下。要纸，请再打一次，或到窗口打印。' },
  'printer.denied': {
    text: '这台终端还不能使用打印机。',
    way: '您的申请已经记下。请把屏幕上的编号抄下来，或到窗口打印。'
  },
  'printer.failed': { text: '打印机出了毛病。', way: '您的申请已经记下。请把屏幕上的编号抄下来，或到窗口打印。' },
  'printer.silent': { text: '打印机没有反应。', way: '您的申请已经记下。请把屏幕上的编号抄下来，或到窗口打印。' },
  'printer.absent': { text: '打印机没有接上。', way: '您的申请已经记下。请把屏幕上的编号抄下来，或到窗口打印。' },
  'printer.unconfirmed': {
    text: '打印机没有说打好了。',
    way: '请看看出纸口，把回执看全。没有回执，就再打一次，新的一张上写着“补打”。'
  },
  'printer.interrupted': {
    text: '打印的时候，这台机器重新启动了。',
    way: '您的申请已经记下，不会丢。需要的话，再打一次。'
  },
  'printer.not-noted': {
    text: '这台机器存满了，现在不能打印。',
    way: '您的申请已经记下。请把屏幕上的编号抄下来，或到窗口打印。'
  }
} as const satisfies Record<PrintCode, FailureWords>;

/** Why the agent does not answer this page any more. */
export const PAGE_WORDS = {
  'request.token': { text: '机器里的程序刚刚重新启动。', way: '请等一等，屏幕会自己好；着急的事请到服务窗口。' },
  'page.replaced': { text: '终端已在另一个窗口打开。', way: '请到那个窗口接着办，或者在这里重新打开。' }
} as const satisfies Record<PageRefusal, FailureWords>;

/** The agent or its network is away, or something unforeseen came back. */
export const AWAY_WORDS: FailureWords = {
  text: '机器里的程序没有应答。',
  way: '请等一等，屏幕会自己好；着急的事请到服务窗口。'
};

/** The sentence of any code that can reach a screen. */
export function wordsOf(code: string): FailureWords {
  if (code in FAILURE_WORDS) return FAILURE_WORDS[code as keyof typeof FAILURE_WORDS];
  if (code in CARD_WORDS) return CARD_WORDS[code as CardReadFailure];
  if (code in PRINTER_WORDS) return PRINTER_WORDS[code as PrintCode];
  if (code in PAGE_WORDS) return PAGE_WORDS[code as PageRefusal];
  if (code in ANSWER_WORDS) return { text: ANSWER_WORDS[code as AnswerFailure], way: '请改好再往下。' };
  return AWAY_WORDS;
}
