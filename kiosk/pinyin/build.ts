/**
 * Makes `kiosk/static/pinyin/words.txt`, the dictionary of the on-screen keyboard: one line for each spelling,
 * `ni hao<TAB>你好20728 拟好12`. Run by hand when a source changes; the result is committed, with its licence beside it.
 *
 *   node kiosk/pinyin/build.ts PINYIN_SIMP_DICT_YAML UNIHAN_READINGS_TXT
 *
 * Sources: rime-pinyin-simp's pinyin_simp.dict.yaml (Apache-2.0, derived from Android Pinyin IME; Debian package
 * rime-data-pinyin-simp); Unicode's Unihan_Readings.txt (Unicode licence; Debian package unicode-data); our own words below.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { pinyin } from 'pinyin-pro';

/** Words of a service centre that general dictionaries rank too low or lack. */
const OWN_WORDS =
  '社区 居委会 街道办 残疾证 残疾人证 社保卡 医保卡 居住证 身份证 户口簿 户口本 低保 特困 临时救助 高龄津贴 养老金 养老保险 医疗保险 失业金 失业登记 就业创业证 公租房 廉租房 租赁合同 备案 计划生育 生育登记 家庭医生 预防接种 疫苗 体检 入学 幼儿园 老年大学 敬老卡 优待证 退役军人 志愿者 孤儿 监护人 养犬 犬只 隐患 消防通道 电动车 高空坠物 噪声 法律援助 公证 行政复议 人民调解 物业 邻里纠纷 劳动仲裁 劳动争议 工伤 加班费 拖欠工资 小区 单元 号楼 弄 路 号 室 街道 镇 村 省 市 区 县';
const OWN_FREQUENCY = 30_000;

const [simpPath, unihanPath] = process.argv.slice(2);
if (!simpPath || !unihanPath) throw new Error('name the two sources');

const plain = (spelling: string): string =>
  spelling
    .normalize('NFD')
    .replace(/u\u0308/g, 'v')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();

const words = new Map<string, Map<string, number>>();
function add(spelling: string, word: string, frequency: number): void {
  const entries = words.get(spelling) ?? new Map<string, number>();
  entries.set(word, Math.max(entries.get(word) ?? 0, frequency));
  words.set(spelling, entries);
}

for (const line of (await readFile(simpPath, 'utf8')).split('\n')) {
  const [word, spelling, frequency] = line.split('\t');
  if (word && spelling && frequency) add(plain(spelling), word, Number(frequency));
}
for (const line of (await readFile(unihanPath, 'utf8')).split('\n')) {
  const [point, kind, value] = line.split('\t');
  if (!point?.startsWith('U+') || !value) continue;
  const readings =
    kind === 'kMandarin'
      ? value.split(' ')
      : kind === 'kTGHZ2013'
        ? value.split(' ').flatMap((entry) => entry.split(':')[1]?.split(',') ?? [])
        : [];
  for (const reading of readings.map(plain))
    if (/^[a-z]+$/.test(reading))
      add(reading, String.fromCodePoint(Number.parseInt(point.slice(2), 16)), kind === 'kTGHZ2013' ? 1 : 0);
}
for (const word of OWN_WORDS.split(' '))
  add(pinyin(word, { toneType: 'none', type: 'array', v: true }).join(' '), word, OWN_FREQUENCY);

const lines = [...words]
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([spelling, entries]) => {
    const ranked = [...entries].sort((a, b) => b[1] - a[1]).map(([word, frequency]) => `${word}${frequency}`);
    return `${spelling}\t${ranked.join(' ')}\n`;
  });
await writeFile(new URL('../static/pinyin/words.txt', import.meta.url), lines.join(''));
console.log(`${lines.length} spellings`);
