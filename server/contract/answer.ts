/** An answer to one question. The shape follows from the field's type; `checkAnswer` holds it to that. */
type OneAnswer =
  | string
  | number
  | boolean
  | readonly string[]
  | { readonly from: string; readonly to: string }
  | { readonly name: string; readonly idNumber: string }
  | { readonly province: string; readonly city: string };

/** What belongs together several times: one row of a table, whose cells are text, or one entry of a repeat. */
export type Entry = Readonly<Record<string, OneAnswer>>;

/** An answer as it crosses the wire. */
export type Answer = OneAnswer | readonly Entry[];

export type Answers = Readonly<Record<string, Answer>>;
