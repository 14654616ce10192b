/** The symbols of GB 32100-2015 in the order of their values: no I, O, S, V, Z, which are read as digits. */
const SYMBOLS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** The check character of the first 17 (GB 32100-2015 §5.2.5): weights are the powers of 3, modulo 31. */
function creditCodeCheck(first17: string): string {
  let weight = 1;
  let sum = 0;
  for (const symbol of first17) {
    sum += SYMBOLS.indexOf(symbol) * weight;
    weight = (weight * 3) % 31;
  }
  return SYMBOLS.charAt((31 - (sum % 31)) % 31);
}

/** A code as it is kept and checked: capitals, no blanks. */
export const plainCreditCode = (text: string): string => text.replaceAll(/\s/g, '').toUpperCase();

/**
 * Whether this is a 统一社会信用代码: 18 symbols of GB 32100-2015 with their check character. Which kind of body it names,
 * and whether there is one, is not asked.
 */
export function isCreditCode(text: string): boolean {
  return /^[0-9A-HJ-NP-RTUWXY]{18}$/.test(text) && creditCodeCheck(text.slice(0, 17)) === text[17];
}
