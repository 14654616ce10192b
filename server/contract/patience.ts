/** Times that more than one process has to agree upon, in milliseconds: what one of them keeps, a screen tells. */

/** How long an application may be taken back by whoever has just handed it in. */
export const UNDO_MS = 30_000;

/** The slowest answer of the licence library that anybody waits for; all records of an item are asked for at once. */
export const LIBRARY_MOST_MS = 1500;

/** The longest a terminal waits for the centre's server before it goes on without. */
export const CENTRE_MOST_MS = 20_000;
