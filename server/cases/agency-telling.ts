import type { CaseState } from '../contract/case-state.ts';
import type { Item } from '../contract/item.ts';
import type { SlipKind } from '../contract/slip.ts';
import type { CaseAction } from '../contract/window-wire.ts';
import type { SlipMatter } from '../slips/compose.ts';

interface Told {
  readonly note: string;
  readonly slip: { readonly kind: SlipKind; readonly matter: SlipMatter } | null;
}

type Of<Act extends CaseAction['act']> = Extract<CaseAction, { act: Act }>;

/** How the resident agreed, where they said so otherwise than with their card at the window. */
const AGREED_TEXT: Readonly<Record<Of<'entrust'>['agreed'], string | null>> = {
  cards: null,
  paper: '委托人在委托书上签名',
  terminal: '委托人在终端刷身份证提出'
};

/**
 * How somebody was entrusted, in words: whose card a machine read, at which minute, and who looked at a card that could not be
 * read. Where it was agreed to otherwise, only what was read is said beside it.
 */
export function howEntrusted(
  agreed: Of<'entrust'>['agreed'],
  read: { readonly resident: string | null; readonly helper: string | null },
  clerk: string
): string {
  const byHand = `出示证件，${clerk}人工核对`;
  if (agreed === 'cards' && read.resident && read.helper)
    return `双方身份证刷卡核验（居民${read.resident}，代办员${read.helper}）`;
  if (agreed === 'cards' && !read.resident && !read.helper) return `双方${byHand}`;
  const one = (who: string, minute: string | null) =>
    minute ? `${who}身份证刷卡核验（${minute}）` : agreed === 'cards' ? `${who}${byHand}` : null;
  return [AGREED_TEXT[agreed], one('居民', read.resident), one('代办员', read.helper)].filter(Boolean).join('；');
}
/** What whoever is entrusted may do; what is not on the list they may not. */
const POWERS: readonly string[] = ['代为提交、补交材料', '代为查询进度', '代为领取文书和结果，送到家'];

/** 授权委托书: who does what, and until when. */
export function entrusting({ name: agent, how }: { readonly name: string; readonly how: string }): Told {
  return {
    note: `${agent}，${how}`,
    slip: {
      kind: 'authority',
      matter: {
        headline: `委托${agent}全程代办`,
        rows: [
          { label: '受托人', text: agent },
          { label: '怎样委托', text: how },
          { label: '有效期', text: '到这件事回访为止' }
        ],
        lists: [{ title: '委托的事', entries: POWERS }],
        notes: ['随时可以在任何一台终端刷身份证收回委托，自己接着办。']
      }
    }
  };
}

/** 送达: a result that was brought home has its paper like one that was fetched; of what ended otherwise the notice has said it all. */
export function delivery({ receivedBy }: Of<'deliver'>, { result }: Pick<Item, 'result'>, state: CaseState): Told {
  if (state !== 'issued') return { note: receivedBy, slip: null };
  const rows = [
    { label: '签收人', text: receivedBy },
    { label: '结果', text: result.name }
  ];
  return { note: receivedBy, slip: { kind: 'issue', matter: { headline: '结果已送到家', rows } } };
}
