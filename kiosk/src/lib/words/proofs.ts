/** The proofs that a residents’ committee does not issue: who verifies instead, and what to do. */
export const proofWords = {
  title: '这个证明不用开',
  hint: '别人要您开的是哪个证明？',
  tile: '社区不开的证明，谁来核实',
  keys: '按拼音头一个字母找：无犯罪按 W F Z',
  none: '没有找到。换几个字母试试，或者按“马上找人”。',
  noneAtDesk: '这二十样里没有。有法律法规依据的，社区照规定开；没有依据的，请对方直接向主管部门核实。',
  label: '要证明什么？写名称、说法或者拼音',
  found: (count: number) => `${count}样`,
  notNeeded: (name: string) => `${name}，不用到社区开`,
  unknown: '没有这一样',
  why: '社区为什么不开',
  whyText: '没有法律法规依据，社区也核实不了。国家已经明确，不由社区居委会开。',
  who: '谁来核实',
  way: '您怎么办',
  here: '这里能办',
  source: '根据',
  basis: (basis: string) => `指引依据：${basis}`,
  about: '要您开这些证明的，请他自己向主管部门核实。'
} as const;
