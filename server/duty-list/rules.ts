import { plainCreditCode } from '../contract/credit-code.ts';
import type { Duty } from '../contract/duty-list-wire.ts';

/** Names are compared without what printing adds to them. */
const plain = (name: string): string => name.replaceAll(/[\s“”"'（）()《》、，。·]/g, '');

type Listed = Pick<Duty, 'creditCode' | 'power' | 'items' | 'listedOn' | 'endedOn'>;

const holdsOn = ({ listedOn, endedOn }: Pick<Duty, 'listedOn' | 'endedOn'>, day: string): boolean =>
  listedOn <= day && (endedOn === null || day < endedOn);

/**
 * Whether an item is on its 实施主体's list on a day: that body has a power of the item's name, or one that names the
 * item by its code. Bodies are known by their 统一社会信用代码, because their names are written in many ways.
 */
export const isOnDutyList = (
  list: readonly Listed[],
  agency: { readonly creditCode: string },
  nameOrCode: string,
  day: string
): boolean =>
  list.some(
    (duty) =>
      holdsOn(duty, day) &&
      duty.creditCode === plainCreditCode(agency.creditCode) &&
      (plain(duty.power) === plain(nameOrCode) || duty.items.includes(nameOrCode))
  );
