import { pinyin } from 'pinyin-pro';
import { describe, expect, it } from 'vitest';
import { createSearch } from '../contract/search.ts';
import { starterBundleList, starterCatalogue } from './publish.ts';
import { bundleRow, catalogueRow, readingsOf } from './rows.ts';

const rows = starterCatalogue().map(catalogueRow);
const bundles = starterBundleList.map(bundleRow);
const { find } = createSearch(rows, readingsOf(rows));
const firstOf = (typed: string) => {
  const found = find(typed);
  return [...found.rows, ...found.near].map(({ code }) => code);
};

/** What people write who want this item: its name, what they call it, as they say it where they come from, and with errors. */
const WANTED: Readonly<Record<string, string>> = {
  'SQ-01-001': '失业登记 没工作 下岗 shiye beicai',
  'SQ-01-002': '送外卖 dalinggong kaiwangyueche linghuojiuye dalingong',
  'SQ-01-003': '就业证 jiuyezheng chuangyezheng jiuyezhen cyz',
  'SQ-01-004': '就业困难 lingjiuye jiuyekunnan',
  'SQ-01-005': '社保补贴 shebaobutie sebaobutie 4050butie',
  'SQ-01-006': '失业金 lingshiyejin shiyebaoxian siyejin syj',
  'SQ-01-007': '找工作 zhaogongzuo zaogongzuo zhaopin qiuzhi zgz',
  'SQ-02-001': '交养老 nongbao yanglaobaoxian 农保 nb nocode',
  'SQ-02-002': '退休 lingyanglaojin yanglaojin 养老金 tuixiujin',
  'SQ-02-003': '活着证明 shuarenzheng nianshen renlianrenzheng huozhezhengming shualian',
  'SQ-02-004': '医保 yibao xinlonghe xinnonghe kanbingbaoxiao jiaoyibao',
  'SQ-02-005': '社保证明 jiaofeizhengming dashebao shebaoqingdan',
  'SQ-02-006': '社保卡 shebaoka sebaoka yibaoka buka shebaoqia',
  'SQ-02-007': '异地看病 waidikanbing yidijiuyi yidibaoxiao',
  'SQ-02-008': '换手机号 gaimingzi huanshoujihao',
  'SQ-02-009': '丧葬费 sangzangfei',
  'SQ-03-001': '准生证 shenghaizi zhunshengzheng huaiyun shengyuzheng zunsenzen',
  'SQ-03-002': '失独 dushengzinv tefu',
  'SQ-03-003': '家庭医生 jiatingyisheng jiatinyisen qianyueyisheng',
  'SQ-03-004': '体检 tijian laorentijian mianfeitijian',
  'SQ-03-005': '打疫苗 dayimiao dazhen yimiao jiezhong dayufangzhen',
  'SQ-04-001': '上小学 shangxiaoxue xiaoxuebaoming ruxue',
  'SQ-04-002': '休学 xiuxue wanshangxue huanxue',
  'SQ-04-003': '幼儿园 youeryuan ruyuan youeryan',
  'SQ-04-004': '老年大学 laoniandaxue xueshufa laoliandaxue 学书法',
  'SQ-05-001': '低保 dibao chidibao kunnanbuzhu dbiao dibap',
  'SQ-05-002': '五保 wubao tekun meirenyang',
  'SQ-05-003': '救急 jiuji jiuzhu linshikunnan dedabing shihuo',
  'SQ-05-004': '残疾人补贴 canjirenbutie liangbu canjibutie',
  'SQ-05-005': '残疾证 canjizheng canjirenzheng',
  'SQ-05-006': '高龄补贴 gaolingbutie gaolinjintie bashisui 老人补贴 80岁 老年补贴 jiushisui',
  'SQ-05-007': '老年证 laonianzheng jinglaoka laonianzhen lnz gongjiaoka',
  'SQ-05-008': '居家养老 songfan hugong shangmenzhaogu jujiayanglao qingbaomu',
  'SQ-05-009': '孤儿 guer liushouertong meidiema',
  'SQ-05-010': '老兵 tuiwu junren laobing youdaizheng',
  'SQ-05-011': '志愿者 yigong zhiyuanzhe ziyuanze',
  'SQ-05-012': '停发 tingfa',
  'SQ-06-001': '公租房 gongzufang lianzufang 廉租房 gongzufan',
  'SQ-06-002': '租房补贴 zufangbutie fangzubutie',
  'SQ-06-003': '租房合同 zufanghetong zufangbeian',
  'SQ-06-004': '无房证明 wufangzhengming fangchanchaxun youmeiyoufang',
  'SQ-07-001': '借活动室 huodongshi jiefangjian tiaowudedifang huiyishi 跳广场舞 tiaoguangchangwu',
  'SQ-07-002': '参加活动 canjiahuodong bisai baominghuodong',
  'SQ-07-003': '借书 jieshu tushuzheng tushuguan jieshuzheng',
  'SQ-07-004': '打球 daqiu yumaoqiu pingpangqiu binpanqiu changdi',
  'SQ-08-001': '暂住 zanzhuzheng waidirendengji',
  'SQ-08-002': '居住证 juzhuzheng jzz juzuzen jvzhuzheng 居往证 我要办居住证 woyaobanjuzhuzheng',
  'SQ-08-003': '居住证签注 juzhuzhengqianzhu juzhuzhengxuqi',
  'SQ-08-004': '养狗 yanggou gouzheng shanggoupai yangquan yanggo 狗',
  'SQ-08-005': '举报 xiaofang luodengdiandong loudaodu ludenghuaile',
  'SQ-09-001': '免费律师 mianfeilvshi dagansimeiqian faluyuanzhu falvyuanzhu',
  'SQ-09-002': '问律师 wenlvshi lvshi lushi',
  'SQ-09-003': '公证 gongzheng yizhu gongzhengchu',
  'SQ-09-004': '告政府 xingzhengfuyi gaozhengfu bufuchufa',
  'SQ-10-001': '吵架 chaojia loushui linjujiufen tiaojie dajia loushangchao',
  'SQ-10-002': '物业费 wuyefei wuye wuyejiufen',
  'SQ-10-003': '讨薪 taoxin tuoqiangongzi laobanbugeiqian tuoxin 老板不发工资 qianxin bufagongzi',
  'SQ-10-004': '劳动仲裁 laodongzhongcai zhongcai laodongzongcai',
  'SQ-10-005': '司法确认 sifaqueren tiaojieshu'
};

describe('whoever wants an item finds it first', () => {
  const wanted = Object.entries(WANTED).flatMap(([code, queries]) =>
    queries.split(' ').map((query) => ({ code, query }))
  );
  it('in more than 250 ways', () => expect(wanted.length).toBeGreaterThan(250));
  it.each(wanted)('$query: $code', ({ code, query }) => expect(firstOf(query)[0]).toBe(code));
});

const LETTERS = { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true } as const;
const syllablesOf = (text: string) => pinyin(text.replaceAll(/[^\p{Letter}\p{Number}]/gu, ''), LETTERS);

/** Each way to write a word: as it is, in letters, by the first letters where they are enough. */
function waysOf(text: string): readonly string[] {
  const syllables = syllablesOf(text);
  const initials = syllables.map((syllable) => syllable.charAt(0)).join('');
  return [text, syllables.join(''), ...(initials.length >= 3 ? [initials] : [])];
}

describe('every item', () => {
  it.each(rows)(
    '$code is found first by its name, and by first letters that others share among the first',
    ({ code, name }) => {
      const [written = '', spelled = '', initials] = waysOf(name);
      expect([firstOf(written)[0], firstOf(spelled)[0]]).toEqual([code, code]);
      if (initials) expect(firstOf(initials).slice(0, 3)).toContain(code);
    }
  );
  it.each(rows)('$code is among the first three by each of its words in each way', ({ code, words }) => {
    for (const word of words.slice(1))
      for (const way of waysOf(word))
        expect([way, firstOf(way).slice(0, 3)]).toEqual([way, expect.arrayContaining([code])]);
  });
  it('is found by its code', () => {
    for (const { code } of rows) expect(firstOf(code)).toEqual([code]);
  });
});

describe('every 一件事', () => {
  const all = [...bundles, ...rows];
  const { find: findAny } = createSearch<(typeof all)[number]>(all, readingsOf(all));
  it.each(bundles)('$code is found first by its name', ({ code, name }) => {
    for (const way of waysOf(name)) expect(findAny(way).rows[0]?.code).toBe(code);
  });
});

describe('how characters are said', () => {
  it('is told in every way that people say them, those of the words first', () => {
    const readings = readingsOf([{ words: ['银行', '长者食堂', '重新登记'] }]);
    expect(readings).toMatchObject({ 银: 'yin', 行: 'hang|xing|heng', 长: 'zhang|chang', 重: 'chong|zhong' });
  });
  it('is told once, for characters only', () => {
    const readings = readingsOf([{ words: ['4050补贴', '补贴'] }]);
    expect(readings).toEqual({ 补: 'bu', 贴: 'tie' });
  });
});
