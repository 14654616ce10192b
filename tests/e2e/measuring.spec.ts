import { expect, test } from 'playwright/test';
import { STANDARD } from '../../kiosk/src/lib/bench/gallery/look.ts';
import { gather } from '../a11y/gather.ts';
import { faultsOf } from '../a11y/measures.ts';

/** A page as it should be, with one thing wrong with it. */
const page = (
  body: string,
  style = ''
) => `<!doctype html><html lang="zh-CN" style="--px-per-mm: 4"><head><title>一门</title>
<style>
  * { box-sizing: border-box; margin: 0; }
  body { font: 28px/1.5 sans-serif; color: #000; background: #fff; padding: 520px 60px; }
  button { display: block; inline-size: 400px; min-block-size: 96px; margin-block-start: 24px; font: inherit; color: #000; background: #fff; border: 3px solid #555; }
  :focus-visible { outline: 3px solid #0a5bd6; }
  ${style}
</style></head><body><h1>一门</h1>${body}</body></html>`;

for (const [what, body, style, rules] of [
  ['nothing', '<button>是</button><button>否</button>', '', []],
  [
    'two buttons on each other',
    '<button>是</button><button id="b">否</button>',
    '#b { margin-block-start: -40px; }',
    ['target-overlap', 'text-overlap']
  ],
  [
    'a button too close to another',
    '<button>是</button><button id="b">否</button>',
    '#b { margin-block-start: 10px; }',
    ['target-gap']
  ],
  [
    'a small button',
    '<button id="b">是</button>',
    '#b { inline-size: 60px; min-block-size: 60px; }',
    ['target-size', 'target-standard']
  ],
  ['a button at the top', '<button id="b">是</button>', '#b { position: absolute; inset-block-start: 0; }', ['reach']],
  [
    'a button below the edge',
    '<button id="b">是</button>',
    '#b { position: absolute; inset-block-start: 1880px; }',
    ['out-of-sight', 'scrolling', 'text-clipped']
  ],
  ['a button without an edge', '<button id="b">是</button>', '#b { border-color: #eee; }', ['edge-contrast']],
  ['a button without a name', '<button></button>', '', ['name']],
  [
    'a button before the one above it',
    '<button id="b">是</button><button>否</button>',
    '#b { position: absolute; inset-block-start: 1200px; }',
    ['focus-order']
  ],
  ['a focus that is not drawn', '<button>是</button>', ':focus-visible { outline: none; }', ['focus-ring']],
  [
    'text that is cut',
    '<p id="b">请到服务窗口</p>',
    '#b { inline-size: 60px; overflow: hidden; white-space: nowrap; }',
    ['text-clipped']
  ],
  [
    'text that leaves its button',
    '<button id="b">请到服务窗口</button>',
    '#b { inline-size: 90px; white-space: nowrap; }',
    ['text-clipped']
  ],
  ['text on text', '<p>请到</p><p id="b">服务窗口</p>', '#b { margin-block-start: -40px; }', ['text-overlap']],
  ['small letters', '<p id="b">请到服务窗口</p>', '#b { font-size: 20px; }', ['text-size']],
  ['a second h1', '<h1>又一门</h1>', '', ['heading']],
  [
    'something that scrolls and does not say so',
    '<div id="b"><p id="c">请到服务窗口</p></div>',
    '#b { block-size: 100px; overflow: auto; } #c { block-size: 300px; }',
    ['scrolling']
  ]
] as const)
  test(`of a page with ${what} that is found, and nothing else`, async ({ page: browser }) => {
    await browser.setContent(page(body, style));
    const seen = await browser.evaluate(gather, ['下面还有']);
    expect([...new Set(faultsOf(seen, STANDARD).map(({ rule }) => rule))].sort()).toEqual([...rules].sort());
  });

test('what a sheet covers is not measured, nor what is hidden', async ({ page: browser }) => {
  const below =
    '<button id="b">底下</button><button style="visibility: hidden">藏着</button><div inert><button>不能按</button></div>';
  await browser.setContent(page(`${below}<dialog><button>知道了</button></dialog>`, 'dialog { margin: auto; }'));
  const names = async () => (await browser.evaluate(gather, [])).targets.map(({ name }) => name);
  expect(await names()).toEqual(['底下']);
  await browser.evaluate(() => document.querySelector('dialog')?.showModal());
  expect(await names()).toEqual(['知道了']);
});

test('what is scrolled to with what is read is no way on out of sight', async ({ page: browser }) => {
  const rows = '<div class="row"><p>姓名</p><button>改</button></div>'.repeat(12);
  const style = 'main { block-size: 600px; overflow: auto; }';
  await browser.setContent(page(`<main>${rows}</main><button>下面还有</button>`, style));
  const seen = await browser.evaluate(gather, ['下面还有']);
  expect(faultsOf(seen, STANDARD)).toEqual([]);
});
