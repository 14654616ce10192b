import type { CasePerson } from '../cases/content.ts';
import type { Answer } from '../contract/form.ts';
import { ageOn, parseIdNumber } from '../contract/id-number.ts';
import type { Item } from '../contract/item.ts';

/** A member of a household who has to sign. `idNumber` is empty where nobody knows it. */
export interface SignerPerson {
  readonly name: string;
  readonly idNumber: string;
  readonly relation: string;
}

/** The question of a form that names the household. */
const HOUSEHOLD = 'familyMembers';
const ADULT = 18;

type Row = Readonly<Record<string, string>>;

function isAdult(idNumber: string, today: string): boolean {
  const parsed = parseIdNumber(idNumber);
  // Whose age nobody knows is asked: a signature too many harms nobody, one too few is no authorisation.
  return !parsed.ok || ageOn(parsed.value.birth, today) >= ADULT;
}

/** Every adult of the household but the applicant, where the item needs their hand under what is generated. */
export function signersOf(
  item: Pick<Item, 'materials'>,
  answers: Readonly<Record<string, { readonly value: Answer } | undefined>>,
  applicant: CasePerson | null,
  today: string
): SignerPerson[] {
  if (!item.materials.some(({ signedBy }) => signedBy === 'household')) return [];
  const members = answers[HOUSEHOLD]?.value;
  if (!Array.isArray(members)) return [];
  return (members as readonly Row[]).flatMap(({ name = '', idNumber = '', relation = '' }) => {
    const number = idNumber.trim().toUpperCase();
    if (name === '' || number === applicant?.idNumber.toUpperCase() || !isAdult(number, today)) return [];
    return [{ name, idNumber: number, relation }];
  });
}

/** What every adult agrees to, in the words they sign under (社会救助法 第43条、最低生活保障审核确认办法). */
export const authorisationText = (applicant: string, itemName: string): string[] => [
  `${applicant}要办“${itemName}”，我是共同生活的家庭成员。`,
  '我同意受理机关向民政、人社、公安、税务、不动产登记、市场监管、银行和证券等单位，核对我的收入、财产和支出。',
  '核对的结果只用来办这件事，不作别的用。这件事办完以前，我可以到任何一个窗口查看核对了什么。'
];
