/** The signature of whoever cannot write: what confirming by card means, before it is done. */
export const cardSignature = {
  way: '写不了字？用身份证确认',
  title: '用身份证代替签名',
  who: (name: string) => `这次办事刷的是${name}的身份证。`,
  means: '按“用身份证确认”，就表示前面看过的内容您都认可，不用再写名字。',
  shown: '申请表上会写明：刷身份证确认，未手写签名。窗口要您补签的，会当面告诉您。',
  no: '不，我来写',
  yes: '用身份证确认',
  done: '已经用身份证确认，不用写名字。',
  write: '改成手写'
} as const;
