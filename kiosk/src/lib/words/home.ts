/** What a phone says: how things are done, and a form that is filled in at home and handed in with a card. */
export const home = {
  title: '办事指南',
  about: '看看要带什么、多久办好；能先填的表，在家先填好。',
  search: '找一件事',
  noneFound: '没有找到。换个说法，或者打电话问一问。',
  all: '全部事项',
  fill: '在家先填好',
  blank: '打印空白表格，手写（PDF）',
  back: '回到指南',
  again: '再试一次',
  loading: '正在打开',

  byItself: '这些到时候自动带出来，不用填',
  there: '这些要到机器上再选',
  nothing: '这件事在家没有要填的，带身份证来就行。',
  form: '请填这些',
  check: '填好了',
  private:
    '不用登录，也不要在这里写自己的姓名和身份证号：到时候刷身份证就知道。填的内容加密存在中心，七天里没有来取就删掉。',
  send: '存好，给我号码',
  sending: '正在存',
  stale: '这件事的表刚刚换了新的，请重新打开这一页再填。',

  doneTitle: '存好了',
  doneCode: '取表号码',
  doneUntil: (until: string) => `${until}前有效，只能取一次`,
  doneSteps: (name: string) => [
    '给这一页截个图，或者把号码抄下来',
    '带上身份证，到任何一台终端',
    `选“${name}”，刷身份证`,
    '把方块码放到扫码口，或者按这12个数字'
  ],
  doneCode2: '取表的方块码',
  doneCare: '号码在谁手里，谁就取得走。不要发给不认识的人。'
} as const;
