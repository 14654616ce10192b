/** Centres work by Beijing time; the database keeps UTC. */
const DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });
const MINUTE = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });

/** The centre's calendar day of a moment, YYYY-MM-DD. */
export const dayOf = (moment: Date): string => DAY.format(moment);

/** The moment of a wall clock at the centre, `YYYY-MM-DDTHH:mm`. */
export const momentAt = (minute: string): Date => new Date(`${minute}:00+08:00`);

/** The centre's wall clock at a moment, `YYYY-MM-DD HH:mm`. */
export const minuteOf = (moment: Date): string => MINUTE.format(moment);
