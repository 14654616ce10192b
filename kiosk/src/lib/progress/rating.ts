/** Cases that whoever is here chose not to rate. It goes with the page, as everything of a session does. */
export const leftOut = new Set<string>();
