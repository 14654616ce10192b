/** What a terminal says of a form that was filled in at home. */
export const fromHome = {
  way: '取在家填好的表',
  title: '取在家填好的表',
  hint: '按手机上的12个数字',
  scan: '按手机上的12个数字，也可以把方块码放到扫码口',
  blank: '12个数字',
  incomplete: '还没有按满12个数字。',
  otherCode: '这不是取表的方块码。请放手机上“存好了”那一页的码。',
  fetch: '取出来',
  shown: '在家填的，都对吗？',
  shownHint: '不对的，后面还能改',
  none: '在家填的这些，系统都已经知道了，不用再填。',
  all: '都对，就用这些',
  each: '一个一个看',
  on: '接着办'
} as const;
