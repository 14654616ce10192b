import { expect, it } from 'vitest';
import { chineseOf, isSpeakable, spokenOf } from './codec.ts';

it.each([
  ['来办事，刷一下身份证', '来办事，刷一下身份证'],
  ['2026年12月1日前办好', '二零二六年十二月一日前办好'],
  ['2026-12-01', '二零二六年十二月一日'],
  ['上午9:00—11:30', '上午九点到十一点三十分'],
  ['14:05', '十四点零五分'],
  ['还差1件，有2份', '还差一件，有两份'],
  ['第2步，共12步', '第二步，共十二步'],
  ['每月1,200元，或者1200元', '每月一千二百元，或者一千二百元'],
  ['12.50元，80%', '十二点五零元，百分之八十'],
  ['3—5个工作日', '三到五个工作日'],
  ['30秒后，屏幕会回到首页。', '三十秒后，屏幕会回到首页'],
  ['8幢302室', '八幢三零二室'],
  ['打12345', '打幺二三四五'],
  ['电话：0571-00000000', '电话，零五七幺，零零零零，零零零零'],
  ['330102********2021', '三三零，幺零二，隐去几位，二零二一'],
  ['330102********202X', '三三零，幺零二，隐去几位，二零二X'],
  ['短码 123 456', '短码幺二三，四五六'],
  ['A4纸', 'A四纸'],
  ['按 D B 找低保', '按D B找低保'],
  ['“马上找人”（在右下角）', '马上找人，在右下角'],
  ['好了！！\n请拿好。', '好了。请拿好'],
  ['① → ★', ''],
  ['', '']
])('“%s” is said “%s”', (text, said) => {
  expect(chineseOf(spokenOf(text, []))).toBe(said);
});

it('a name is said as a name, with 某 for what is hidden of it', () => {
  expect(spokenOf('单*明，您好', ['单*明'])).toEqual([
    { say: 'name', text: '单某明' },
    { say: 'pause', length: 'short' },
    { say: 'words', text: '您好' }
  ]);
  expect(chineseOf(spokenOf('买*提·某某，您好', ['买*提·某某']))).toBe('买某提某某，您好');
});

it('where nothing can be said, that is known', () => {
  expect([isSpeakable('按 1'), isSpeakable('→ ★'), isSpeakable('。')]).toEqual([true, false, false]);
});
