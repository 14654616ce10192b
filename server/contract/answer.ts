/** An answer as it crosses the wire. The shape follows from the field's type; `checkAnswer` holds it to that. */
export type Answer =
  | string
  | number
  | boolean
  | readonly string[]
  | { readonly from: string; readonly to: string }
  | { readonly name: string; readonly idNumber: string }
  | { readonly province: string; readonly city: string }
  | readonly Readonly<Record<string, string>>[];

export type Answers = Readonly<Record<string, Answer>>;
