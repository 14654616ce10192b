import type { DeskFailureCode, FailureWords } from './failures.ts';

/** What only staff and departments meet. A new code without its sentence does not compile. */
export const DESK_FAILURE_WORDS = {
  'draft.none': { text: '没有这份草稿，可能已经发布或放弃了。', way: '请回到目录重新打开。' },
  'draft.changed': { text: '别人刚刚改过这份草稿，您的没有存上。', way: '请打开最新的一份，再改一次。' },
  'draft.format': { text: '这个文件不是一份完整的事项。', way: '请按列出的位置改好再导入；现有内容没有变。' },
  'draft.unfit': { text: '还不能发布，有几处没有填好。', way: '请按列出的位置逐项改好。' },
  'draft.not-previewed': { text: '改过以后还没有预览。', way: '请先预览，看过居民看到的样子再发布。' },
  'version.past': { text: '生效日期已经过去了。', way: '请选今天或以后的日期。' },
  'version.same-day': { text: '这一天已经有一个版本开始生效。', way: '请换一天：同一天只能有一个版本。' },
  'version.coming': { text: '已经有一个版本等着生效。', way: '请先取消它，或者等它生效以后再发布。' },
  'version.none-coming': { text: '没有等着生效的版本。', way: '请刷新页面再看一看。' },
  'options.changed': { text: '别人刚刚改过这份清单，您的没有存上。', way: '请重新打开，再改一次。' },
  'options.lost': { text: '少了原来有的一条。', way: '不再用的请停用，不要删掉：有人用它办过。' },
  'options.twice': { text: '同一条写了两次。', way: '请改一条；停用过的，恢复就行。' },
  'options.none': { text: '全部停用了，居民就没有可选的。', way: '请至少留一条。' },
  'options.booked': { text: '场地的预约是按名称记的，不能改名。', way: '请停用这一条，另加一条新的。' },
  'options.in-condition': {
    text: '有的问题要看这一条才问，不能改名或停用。',
    way: '请先在事项里改好“什么时候才问”，发布以后再来改。'
  },
  'staff.password-told': { text: '这个密码，给您账号的人也知道。', way: '请重新登录，换成自己的密码。' },
  'staff.password-same': { text: '新密码和原来的一样，没有改。', way: '请换一个。' },
  'terminal.not-found': { text: '没有这台终端。', way: '请刷新页面再看一看。' },
  'ticket.not-yours': { text: '这个号不是您叫的。', way: '请叫号的同事来办，或者请他转到您的窗口。' },
  'counter.none': { text: '您还没有选窗口。', way: '请先选您坐的窗口，再叫号。' },
  'counter.unknown': { text: '没有这个窗口。', way: '请重新选。' },
  'counter.taken': { text: '这个窗口已经有同事坐着。', way: '请换一个，或者请他先离开。' },
  'counter.known': { text: '已经有这个窗口。', way: '请换一个名称。' },
  'counter.busy': { text: '您的窗口正在办一个号。', way: '请先办完，或者让它稍等、寄存、转到别的窗口。' },
  'counter.called': { text: '叫过的人还没有到窗口。', way: '到了，请按“到了”；没有来，请按“过号”。' },
  'counter.empty': { text: '那个窗口现在没有人。', way: '请转到有人的窗口。' },
  'department.unknown': { text: '没有这个部门，或者已经停用。', way: '请重新选一个部门。' },
  'department.disabled': { text: '这个部门已经停用。', way: '请中心负责人先启用。' },
  'department.missing': { text: '审批人员要有部门。', way: '请先选一个部门。' },
  'department.name-taken': { text: '已经有同名的部门。', way: '请换一个名称。' },
  'department.endpoint': {
    text: '接口地址不合要求。',
    way: '请填以 https:// 开头的完整地址，地址里不带用户名和密码。'
  },
  'delivery.not-found': { text: '这一条已经送到了，或者不用再送。', way: '请看看最新情况。' },
  'stuck.not-found': { text: '这一条已经处理过了。', way: '请看看最新情况。' },
  'stuck.still': { text: '又试了一次，还是没有办成。', way: '请打开这一件在窗口办；还是不行，请找系统管理员。' },
  'webhook.signature': { text: '签名不对，没有收下。', way: '请核对密钥。' },
  'webhook.timestamp': { text: '消息的时间差得太多，没有收下。', way: '请校准时钟再发。' },
  'webhook.id-reused': { text: '同一个编号发来了两样内容，后来的没有收下。', way: '请换一个编号再发。' },
  'duty.unknown': { text: '权责清单上没有这一条。', way: '请再看一遍清单。' },
  'duty.known': { text: '这个单位的清单上已经有这一条。', way: '请修改原来那一条。' },
  'duty.credit-code': { text: '统一社会信用代码不对。', way: '请对照原件再输一遍：18位，没有字母I、O、S、V、Z。' },
  'duty.other-agency': { text: '这个统一社会信用代码登记的是另一个名称。', way: '请核对单位名称和代码。' },
  'work.unknown': { text: '工作事项清单上没有这一条，或者已经不再有效。', way: '请再看一遍清单。' },
  'work.known': { text: '工作事项清单上已经有这一条，还有效。', way: '请照清单办，或者修改原来那一条。' },
  'work.ended': { text: '这一条已经不再有效。', way: '要恢复，请重新列入。' },
  'work.department': { text: '协助事项要写清由哪个部门提出，自治事项不写。', way: '请改好再保存。' },
  'admission.unknown': { text: '没有这张准入单。', way: '请回到准入再看一遍。' },
  'admission.decided': { text: '这张准入单已经有结果了。', way: '请看记录；有变化，请重新登记一张。' },
  'admission.reasons': { text: '这件事在清单上，不承担要写明理由。', way: '请写上理由，例如没有提供经费。' },
  'admission.answerable': { text: '不得要求社区作责任主体，不能准入。', way: '请退回；只需要协助的，请部门重新提出。' },
  'admission.basis': { text: '没有法律依据，不能准入。', way: '请退回，请部门补上依据重新提出。' },
  'admission.means': {
    text: '没有提供经费，也没有提供人员，不能准入。',
    way: '请退回，请部门写明经费或者人员重新提出。'
  },
  'admission.over': { text: '截止的日子已经过了。', way: '请改日期。' },
  'grade.unknown': { text: '没有这张差评单，或者它不归您看。', way: '经手过这件事的人不能回访，也看不到差评单。' },
  'grade.changed': { text: '同事刚刚处理过这张差评单。', way: '请看看现在的情况，再做一次。' },
  'grade.state': { text: '这张差评单现在不能做这一步。', way: '请看看现在的情况。' },
  'grade.not-yours': {
    text: '这一步要由回访人来做；复核要由没有回访的负责人来做。',
    way: '请先接下回访，或者请同事处理。'
  },
  'grade.contact-first': { text: '还没有联系上居民。', way: '请先记一次回访；分三天都没有联系上的，可以接着处理。' },
  'grade.day': { text: '改好的日子要在今天以后、整改期限以内。', way: '请换一个日子。' },
  'calendar.date': { text: '日期不对。', way: '请重新选日期。' },
  'calendar.announced': { text: '这一年的放假安排系统里已经有了。', way: '不用再录。' },
  'calendar.arrangement': {
    text: '放假安排没有录对，没有保存。',
    way: '请对照国务院办公厅的通知：放假录在工作日上，调休上班录在周末上，都在这一年里。'
  },
  'calendar.days': { text: '天数不对。', way: '请重新填天数。' },
  'inspection.unknown': { text: '没有这份材料，或者照片已经删了。', way: '请看看最新的情况。' },
  'inspection.not-needed': {
    text: '这份材料系统已经取到，不留纸件的照片。',
    way: '能共享的不再收；有疑问请对照记录核对。'
  },
  'inspection.too-many': { text: '这份材料的照片已经满六张。', way: '请先删掉看不清的，再拍。' },
  'inspection.why': { text: '不符合，要写清哪里不符合。', way: '写的话会带进一次性告知书。' }
} as const satisfies Record<DeskFailureCode, FailureWords>;
