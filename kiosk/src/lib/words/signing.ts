/** What the terminal and a phone say of signatures of others: 核对授权 of every adult of a household. */
export const signing = {
  tile: '等您签名',
  tileHint: (count: number) => `家里人的申请，${count}件等您签`,
  title: '家里人的申请，等您签名',
  none: '现在没有要您签名的申请。',
  waits: (document: string) => `等您签：${document}`,
  read: (document: string) => `请先看一看：${document}`,
  agree: '同意，去签名',
  write: '请签名',
  sign: '交上去',
  missing: '还没有签名。写不了字，可以用身份证确认。',
  done: '签好了',
  doneText: '系统已经记下。申请人和窗口都看得到您签了。',
  next: '还有人要签？请下一位刷身份证',
  who: '还要这些人签名',
  allSigned: '家里人都签好了',
  signed: { card: '已刷身份证签', phone: '已在手机上签', paper: '已在窗口纸上签' },
  waiting: '还没有签',
  how: '请他们到任何一台终端刷身份证签，也可以在窗口的纸上签。',
  phone: '家人不在？用手机签',
  phoneTitle: '请家人用手机签',
  phoneText: (name: string) =>
    `用您的手机扫这个码，把打开的网页发给${name}。对方要填自己身份证号的最后六位，才签得了。`,
  phoneEnds: (until: string) => `只能签一次，${until}前有效。`,
  anew: '换一个新的码'
} as const;

/** What a phone shows behind a one-time link. */
export const phoneSigning = {
  title: '请您签名',
  loading: '正在打开',
  about: (applicant: string, item: string) => `${applicant}要办“${item}”，请您同意核对家庭经济状况。`,
  lastSix: '您的身份证号最后六位',
  field: '请在框里写名字',
  clear: '重写',
  sign: '同意，签名',
  sending: '正在交',
  incomplete: '请填身份证号最后六位，再写名字。',
  done: '签好了，谢谢。这个网页可以关了。',
  private: '这里只用来签这一件。您填的和写的，只有受理的中心看得到。'
} as const;
