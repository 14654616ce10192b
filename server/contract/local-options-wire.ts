import { z } from '@hono/zod-openapi';

/** Shapes between the server and the page of the lists that a community keeps; the rules of `wire.ts` hold here too. */

/** One entry of such a list. What is offered no more stays on it: cases were filed with it. */
export interface OptionEntry {
  readonly text: string;
  readonly retired: boolean;
  /** What it was called before, the oldest first. */
  readonly formerly: readonly string[];
}

/** What somebody changed of a list, once. */
export interface OptionChange {
  readonly revision: number;
  readonly changedAt: string;
  /** null: it came with the software. */
  readonly changedBy: string | null;
  readonly added: readonly string[];
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
  readonly retired: readonly string[];
  readonly restored: readonly string[];
  readonly moved: boolean;
}

/** A list of choices that each community keeps by itself, and the questions that offer it. */
export interface OptionList {
  readonly name: string;
  readonly revision: number;
  readonly entries: readonly OptionEntry[];
  readonly usedBy: readonly {
    readonly code: string;
    readonly itemName: string;
    readonly label: string;
    /** Rooms and venues that are booked by their name. */
    readonly isBooked: boolean;
  }[];
  /** The latest first. */
  readonly changes: readonly OptionChange[];
}

/** A list as it shall be, in its order. `was` names the entry that one goes on from; null: it is new. */
export const optionListSchema = z
  .object({
    name: z.string().trim().min(1).max(60),
    /** Which one was changed, 0 for a new list. */
    revision: z.number().int().min(0),
    entries: z
      .array(
        z
          .object({
            was: z.string().max(60).nullable(),
            text: z.string().trim().min(1).max(60),
            retired: z.boolean()
          })
          .strict()
      )
      .min(1)
      .max(200)
  })
  .strict()
  .openapi('WrittenOptionList');
export type WrittenOptionList = z.infer<typeof optionListSchema>;
export type WrittenOption = WrittenOptionList['entries'][number];
