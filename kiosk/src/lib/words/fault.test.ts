import { describe, expect, it } from 'vitest';
import { type Belongings, fault, whereabouts } from './fault.ts';

describe('a page about a fault says where card and paper are', () => {
  it.each<[Belongings, readonly string[]]>([
    [{ card: 'none', paper: null }, []],
    [{ card: 'here', paper: null }, [fault.card]],
    [{ card: 'perhaps', paper: null }, [fault.cardPerhaps]],
    [{ card: 'here', paper: 'queued' }, [fault.card, fault.paperComing]],
    [{ card: 'here', paper: 'sending' }, [fault.card, fault.paperComing]],
    [{ card: 'none', paper: 'sent' }, [fault.paperComing]],
    [{ card: 'none', paper: 'confirmed' }, [fault.paperOut]],
    [{ card: 'here', paper: 'uncertain' }, [fault.card, fault.paperPerhaps]],
    [{ card: 'here', paper: 'not-started' }, [fault.card]]
  ])('%o', (belongings, sentences) => {
    expect(whereabouts(belongings)).toEqual(sentences);
  });
});
