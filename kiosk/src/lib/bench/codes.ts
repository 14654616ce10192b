import type { BenchChange } from '../../../../devices/agent/wire.ts';

/** What else people hold before a scanner. The licence is nobody's: its issuer and its serial number are invented. */
export const CODES: readonly { readonly text: string; readonly code: NonNullable<BenchChange['code']> }[] = [
  {
    text: '手机上的亮证码',
    code: 'https://licences.example/show?id=1.2.156.3005.2.11100000000013338W050.113301020000000000.20260000017.001.7'
  },
  { text: '别处的码', code: 'https://elsewhere.example/' },
  { text: '汉字的码（GBK）', code: { gbk: '一门社区服务中心' } }
];
