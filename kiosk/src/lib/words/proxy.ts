/** Applying for somebody else, and who may apply for oneself. */
export const proxy = {
  title: '这次给谁办？',
  self: '本人办理',
  selfHint: '给自己办',
  family: '替家人办',
  familyHint: '孩子没有身份证，刷您的就行',
  other: '替别人办',
  otherHint: '邻居、朋友，两张身份证都要在',
  selfOnly: '这件事要本人来办，给您自己办吗？',
  acting: (name: string) => `您在替${name}办`,
  familyTitle: '替哪位家人办？',
  familyText: '这里列的是户口簿上没有身份证的孩子、窗口登记过的家人，和委托过您的人。',
  withCard: '家人带了身份证',
  withCardHint: '刷他的身份证，两张证都要在',
  spanTitle: '委托到什么时候？',
  spanText: '由被代办的人决定。刷他的身份证，就算在授权委托书上签了字。',
  spans: { now: '只办这一次', '3-months': '三个月内', '1-year': '一年内' },
  spanHints: {
    now: '今天有效，下次两张证都要刷',
    '3-months': '以后只刷代办人的身份证',
    '1-year': '以后只刷代办人的身份证'
  },
  whoTitle: '谁能替我办事',
  whoHint: '点一个人，就能收回',
  nobody: '现在没有人能替您办事。',
  revokeTitle: (name: string) => `不让${name}替您办事了吗？`,
  revokeText: '收回以后，他要替您办事，得您带身份证一起来。',
  revoke: '收回委托',
  keep: '不收回'
} as const;
