/** What is said and not shown, and what is shown about saying. */
export const speech = {
  title: '声音',
  ways: { off: '不念', hall: '念', earphones: '戴耳机念' },
  slower: '慢一点',
  none: '这台机器没有声音，念不了。',

  button: '按钮',
  field: '填写框',
  chosen: '已选',
  unchosen: '不选了',
  disabled: '现在不能按',
  /** At the end of a page that was read as a whole. */
  kept: '填的内容不念出来。戴着耳机，可以在“看不清”里选。',
  you: '您',
  principal: '被代办人',

  countdown: {
    begun: (seconds: number) => `您还在吗？再过${seconds}秒，屏幕会回到首页，把您的信息清掉。接着办，请按一下屏幕。`,
    ten: '还有10秒。接着办，请按一下屏幕。',
    five: '还有5秒。'
  },
  ended: '请拿好身份证和纸。'
} as const;
