import { describe, expect, it } from 'vitest';
import items from '../../../../server/catalogue/starter/items.json' with { type: 'json' };
import type { Item } from '../../../../server/contract/item.ts';
import { guide } from '../words/guide.ts';
import { itemRows } from './guide-rows.ts';

const PHONE = '0571-00000000';
const itemOf = (code: string) => items.find((one) => one.code === code) as unknown as Item;
const dog = itemOf('SQ-08-004');
const partsOf = (item: Item, head: string) => itemRows(item, PHONE).find((row) => row.head === head)?.parts;
const bare = ({ guide: _, feeEntries: __, questions: ___, ...item }: Item): Item => item;

describe('a guide', () => {
  it('tells nothing that nobody wrote', () => {
    const heads = itemRows(bare(dog), PHONE).map(({ head }) => head);
    const written = [
      guide.process,
      guide.where,
      guide.visits,
      guide.ways,
      guide.scope,
      guide.quota,
      guide.complaints,
      guide.questions
    ];
    for (const head of written) expect(heads).not.toContain(head);
    expect(itemRows({ ...bare(dog), guide: { process: [], online: false } }, PHONE).map(({ head }) => head)).toEqual(
      heads
    );
  });

  it('tells the steps, where and when, and whom to ask', () => {
    const { process = [], place = '', hours = '', enquiries = '', complaints = '' } = dog.guide ?? {};
    expect(partsOf(dog, guide.process)).toEqual([{ kind: 'steps', entries: process }]);
    expect(partsOf(dog, guide.where)?.map((part) => 'text' in part && part.text)).toEqual([place, guide.hours(hours)]);
    expect(partsOf(dog, guide.phone)?.map((part) => 'text' in part && part.text)).toEqual([enquiries, PHONE]);
    expect(partsOf(dog, guide.complaints)).toEqual([{ kind: 'plain', text: complaints }]);
  });

  it('tells whoever reads it elsewhere where the centre is', () => {
    const centre = { name: '样例社区', address: '样例路1号' };
    const [, , where] = itemRows(bare(dog), PHONE, centre);
    expect(where).toEqual({
      head: guide.where,
      parts: [
        { kind: 'plain', text: '样例社区' },
        { kind: 'soft', text: '样例路1号' }
      ]
    });
  });

  it('tells what each thing costs and who pays less', () => {
    const parts = partsOf({ ...dog, feeEntries: [{ name: '证', standard: '10元', reducible: true }] }, guide.fee);
    expect(parts).toContainEqual({ kind: 'pair', name: '证', text: '10元' });
    expect(parts).toContainEqual({ kind: 'soft', text: guide.reducible });
    expect(partsOf(dog, guide.fee)).toContainEqual({
      kind: 'soft',
      text: guide.reduced('独居老人、已绝育的犬只减半；导盲犬、扶助犬免交（样例）')
    });
  });

  it('tells how many of a paper to bring, and how it is made ready', () => {
    expect(partsOf(dog, guide.bring)).toEqual([
      {
        kind: 'papers',
        entries: [
          {
            name: '犬只照片',
            notes: [expect.stringMatching(/^原件，2份，电子/), expect.stringMatching(`^${guide.filling('')}`)]
          }
        ]
      }
    ]);
    const plain = { ...dog, materials: dog.materials.map(({ guide: _, ...material }) => material) };
    expect(partsOf(plain, guide.bring)).toEqual([{ kind: 'papers', entries: [{ name: '犬只照片', notes: [] }] }]);
  });

  it('tells how often to come, also where it is never', () => {
    expect(partsOf({ ...dog, guide: { visits: 0 } }, guide.visits)).toEqual([
      { kind: 'strong', text: guide.visitsText(0) }
    ]);
    expect(partsOf({ ...dog, guide: { ways: ['窗口'], courier: true } }, guide.ways)).toEqual([
      { kind: 'plain', text: `窗口、${guide.may.courier}` }
    ]);
  });
});
