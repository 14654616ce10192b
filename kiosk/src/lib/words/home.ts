/** What a phone says of a form that is filled in at home and handed in with a card. */
export const home = {
  byItself: '这些到时候自动带出来，不用填',
  there: '这些要到机器上再选',
  nothing: '这件事在家没有要填的，带身份证来就行。',
  form: '填好这些',
  check: '填好了'
} as const;
