import type { Card } from '../contract/card.ts';
import { idNumberCheck } from '../contract/id-number.ts';
import type { SimulatedHolder } from '../licences/sim/records.ts';

/** Somebody invented: the card to tap, what the simulated library knows, and what they are here to show. */
export interface DemonstrationPerson {
  readonly id: string;
  readonly label: string;
  readonly note: string;
  readonly card: Card;
  readonly holder: SimulatedHolder;
}

interface Sketch {
  readonly id: string;
  readonly name: string;
  readonly note: string;
  readonly first17: string;
  readonly nation?: readonly [string, string];
  readonly address: string;
  readonly validFrom?: string;
  readonly validUntil?: string | null;
  readonly card?: Partial<Card>;
  readonly records?: SimulatedHolder['records'];
  readonly everything?: boolean;
  readonly behaviour?: SimulatedHolder['behaviour'];
}

/** A payment card number that passes ISO/IEC 7812's check, on a prefix that no bank issues. */
function accountNumber(first18: string): string {
  const sum = [...first18].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return first18 + String((10 - (sum % 10)) % 10);
}

const numbered = (first17: string): string => first17 + idNumberCheck(first17);

const HOME = '浙江省杭州市上城区演示街道一门里';

const SKETCHES: readonly Sketch[] = [
  {
    id: 'fu-shou',
    name: '福寿长',
    note: '82岁，没有手机：资格认证、高龄津贴',
    first17: '33010219440312202',
    address: `${HOME}8幢1单元102室`,
    validFrom: '2010-05-01',
    validUntil: null,
    everything: true,
    records: {
      居民户口簿: { parts: { address: `${HOME}8幢1单元102室`, members: [] } },
      社会保障卡: { parts: { bankAccount: accountNumber('990000000000000001') } },
      上次认证记录: { issuedOn: '2025-11-20', parts: { pensionType: '城乡居民' } }
    }
  },
  {
    id: 'wan-shi-tong',
    name: '万事通',
    note: '46岁，刚失业：失业登记、失业金；证照齐全，可以试全部事项',
    first17: '33010219800615101',
    address: `${HOME}3幢2单元501室`,
    everything: true,
    records: {
      居民户口簿: {
        parts: {
          address: `${HOME}3幢2单元501室`,
          members: [
            {
              name: '何处寻',
              idNumber: numbered('33010219820923102'),
              relation: '配偶',
              condition: '无',
              occupation: '超市理货'
            },
            {
              name: '万有余',
              idNumber: numbered('33010220010611101'),
              relation: '子女',
              condition: '无',
              occupation: '外地打工'
            },
            {
              name: '万小事',
              idNumber: numbered('33010220190401101'),
              relation: '子女',
              condition: '无',
              occupation: '学龄前'
            }
          ]
        }
      },
      社会保障卡: { parts: { bankAccount: accountNumber('990000000000000002') } },
      残疾人证: { parts: { number: `${numbered('33010219800615101')}43` } },
      上次认证记录: { parts: { pensionType: '企业职工' } },
      亲属死亡信息: {
        issuedOn: '2026-11-12',
        parts: { person: { name: '万古春', idNumber: numbered('33010219500308101') }, date: '2026-11-10' }
      },
      接种记录: { parts: { vaccine: '流感疫苗' } },
      对口学校: { parts: { school: '第一小学' } },
      人民调解协议书: { parts: { agreementNo: '演调2026第0018号' } }
    }
  },
  {
    id: 'chang-le',
    name: '长乐未',
    note: '90岁，还没有领过高龄津贴：刷身份证就有人告诉她',
    first17: '33010219360909202',
    address: `${HOME}9幢1单元101室`,
    validFrom: '2009-03-01',
    validUntil: null,
    everything: true,
    records: {
      居民户口簿: { parts: { address: `${HOME}9幢1单元101室`, members: [] } },
      社会保障卡: { parts: { bankAccount: accountNumber('990000000000000007') } }
    }
  },
  {
    id: 'he-chu-xun',
    name: '何处寻',
    note: '万事通的配偶：他申请低保，她刷卡签核对授权',
    first17: '33010219820923102',
    address: `${HOME}3幢2单元501室`,
    everything: true,
    records: { 居民户口簿: { parts: { address: `${HOME}3幢2单元501室`, members: [] } } }
  },
  {
    id: 'yuan-dao-lai',
    name: '远道来',
    note: '外来务工的母亲：居住登记、居住证、孩子入学',
    first17: '52010219910708202',
    address: '贵州省贵阳市南明区云外路12号',
    everything: true,
    records: {
      居住证: { parts: { address: `${HOME}11幢3单元302室` } },
      居民户口簿: { parts: { address: '贵州省贵阳市南明区云外路12号', members: [] } },
      社会保障卡: { parts: { bankAccount: accountNumber('990000000000000003') } },
      对口学校: { parts: { school: '实验学校' } }
    }
  },
  {
    id: 'li-zhi-jian',
    name: '立志坚',
    note: '持20位残疾人证：两项补贴',
    first17: '33010219730219103',
    address: `${HOME}5幢1单元201室`,
    everything: true,
    records: {
      居民户口簿: { parts: { address: `${HOME}5幢1单元201室`, members: [] } },
      残疾人证: { parts: { number: `${numbered('33010219730219103')}42` } },
      社会保障卡: { parts: { bankAccount: accountNumber('990000000000000004') } }
    }
  },
  {
    id: 'guli',
    name: '古丽·演示江',
    note: '名字带间隔号',
    first17: '65010219880317204',
    nation: ['05', '维吾尔'],
    address: '新疆维吾尔自治区乌鲁木齐市天山区石榴路6号',
    everything: true,
    records: { 居民户口簿: { parts: { address: '新疆维吾尔自治区乌鲁木齐市天山区石榴路6号', members: [] } } }
  },
  {
    id: 'rare-name',
    name: '龙𠅤㛃',
    note: '生僻字姓名，一个在扩展B区',
    first17: '33010219660530105',
    address: `${HOME}6幢2单元402室`,
    everything: true,
    records: { 居民户口簿: { parts: { address: `${HOME}6幢2单元402室`, members: [] } } }
  },
  {
    id: 'hong-kong',
    name: '港来客',
    note: '港澳台居民居住证',
    first17: '81000019850911106',
    address: `${HOME}9幢1单元701室`,
    card: { type: 'hmt-residence', nation: null, travelPermit: 'H00000001' },
    everything: true
  },
  {
    id: 'permanent',
    name: '艾永居',
    note: '外国人永久居留身份证（2023版）',
    first17: '91112419790404207',
    address: '',
    card: { type: 'permanent-residence-2023', nation: null, address: null, nameEn: 'YONGJU, AI', nationality: 'UTO' },
    everything: true
  },
  {
    id: 'expired',
    name: '过期哥',
    note: '身份证已过期：被挡在门外，并被告知怎么办',
    first17: '33010219900101108',
    address: `${HOME}2幢3单元602室`,
    validFrom: '2006-03-01',
    validUntil: '2026-03-01'
  },
  {
    id: 'slow',
    name: '慢慢来',
    note: '证照库对他总是超时',
    first17: '33010219951225209',
    address: `${HOME}2幢1单元101室`,
    everything: true,
    behaviour: { '*': 'silent' }
  },
  {
    id: 'nothing',
    name: '无处查',
    note: '证照库里什么也没有',
    first17: '33010219870808110',
    address: `${HOME}4幢2单元303室`
  },
  {
    id: 'listed',
    name: '信待修',
    note: '证照库里没有证照，名单上有记录、还没有修复：不能用告知承诺，被告知怎么办',
    first17: '33010219780226111',
    address: `${HOME}10幢2单元203室`,
    records: { 严重失信主体信息: { issuedOn: '2025-06-10', parts: { repaired: false } } }
  },
  {
    id: 'outdated',
    name: '旧户口',
    note: '户口簿记录过期，社保卡记录是别人的',
    first17: '33010219690417111',
    address: `${HOME}7幢1单元502室`,
    everything: true,
    behaviour: { 居民户口簿: 'expired', 社会保障卡: 'mismatch' }
  },
  {
    id: 'pao-tui',
    name: '代跑腿',
    note: '代办员本人的身份证：窗口委托全程代办时刷',
    first17: '33010219910612112',
    address: `${HOME}1幢2单元201室`
  }
];

function person(sketch: Sketch): DemonstrationPerson {
  const idNumber = numbered(sketch.first17);
  const birth = `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`;
  const card: Card = {
    type: 'citizen',
    name: sketch.name,
    nameEn: null,
    sex: Number(idNumber[16]) % 2 === 1 ? 'male' : 'female',
    nation: sketch.nation ? { code: sketch.nation[0], name: sketch.nation[1] } : { code: '01', name: '汉' },
    birth,
    address: sketch.address,
    idNumber,
    issuer: '演示公安局',
    validFrom: sketch.validFrom ?? '2019-04-01',
    validUntil: sketch.validUntil === undefined ? '2039-04-01' : sketch.validUntil,
    nationality: null,
    travelPermit: null,
    warnings: [],
    ...sketch.card
  };
  return {
    id: sketch.id,
    label: sketch.name,
    note: sketch.note,
    card,
    holder: {
      idNumber,
      name: sketch.name,
      records: sketch.records ?? {},
      everything: sketch.everything ?? false,
      behaviour: sketch.behaviour ?? {}
    }
  };
}

/** The invented residents of the demonstration. */
export const DEMONSTRATION_PEOPLE: readonly DemonstrationPerson[] = SKETCHES.map(person);
