/** What is said to whoever goes through a page by keys or switches, or hears it. */
export const controls = {
  /** A group of a scanner: its first and its last, and how many there are. */
  group: (first: string, last: string, count: number) => (count > 1 ? `一组${count}个，从${first}到${last}` : first)
} as const;

/** What an on-screen keyboard says of itself. */
export const keyboard = {
  candidates: '候选字',
  /** Said when letters bring words: the first of them, not the whole list again at each key. */
  offered: (letters: string, first: string, count: number) => `${letters}，${count}个候选，头一个是${first}`,
  erased: (text: string) => `删去${text}`,
  emptied: '清空了'
} as const;
