import { contentSeal } from '../../cases/content.ts';
import { idNumberCheck } from '../../contract/id-number.ts';
import type { Sealing } from '../../database/sealing.ts';
import { bytes } from './insert.ts';

const FAMILY = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏'];
const GIVEN = [...'安邦成达恩方国海和嘉建静康兰丽明宁平庆荣瑞山顺天文祥欣雅勇泽'];
/** 339900 is nobody's area: no number here can be that of somebody who lives. */
const NO_AREA = '339900';
const FIRST_BIRTH = Date.UTC(1940, 0, 1);
const BIRTHS = 24_000;
const DAY_MS = 86_400_000;

export interface InventedPerson {
  readonly id: string;
  readonly idNumber: string;
  readonly name: string;
}

const hex12 = (number: number): string => number.toString(16).padStart(12, '0');
const pick = (from: readonly string[], at: number): string => from[at % from.length] ?? '';

export const personId = (index: number): string => `019a5eed-0000-7000-8000-${hex12(index)}`;

/** Somebody invented, always the same for the same index; each has a number of their own. */
export function inventPerson(index: number): InventedPerson {
  const birth = new Date(FIRST_BIRTH + ((index * 7919) % BIRTHS) * DAY_MS).toISOString().slice(0, 10);
  const first17 = `${NO_AREA}${birth.replaceAll('-', '')}${String(Math.floor(index / BIRTHS)).padStart(3, '0')}`;
  const name = pick(FAMILY, index) + pick(GIVEN, Math.floor(index / 7)) + pick(GIVEN, Math.floor(index / 211));
  return { id: personId(index), idNumber: first17 + idNumberCheck(first17), name };
}

/** The same as a row of `residents`. */
export function residentRow(sealing: Sealing, communityCode: string, { id, idNumber, name }: InventedPerson) {
  return {
    community_code: communityCode,
    id,
    id_number_index: bytes(sealing.index('residents.id_number', idNumber)),
    id_number: bytes(sealing.seal('residents.id_number', idNumber)),
    name: bytes(sealing.seal('residents.name', name))
  };
}

/** What somebody hands in: their name and number, and no answers. Sealed once for all that they hand in. */
export function sealedContents(sealing: Sealing): (index: number) => string {
  const known = new Map<number, string>();
  const nothing = { agent: null, answers: {}, ways: {}, consents: [], signature: null };
  return (index) => {
    const found = known.get(index);
    if (found) return found;
    const { name, idNumber } = inventPerson(index);
    const sealed = bytes(contentSeal.seal({ sealing }, { applicant: { name, idNumber }, ...nothing }));
    known.set(index, sealed);
    return sealed;
  };
}
