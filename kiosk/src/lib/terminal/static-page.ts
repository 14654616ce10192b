import { gettingReady, lastPage } from '../words/getting-ready.ts';
import style from './static-page.css?raw';

type Starting = Readonly<Record<keyof typeof gettingReady, string>>;

/**
 * What stands in the HTML of a terminal's page, or of the call display, until its scripts have drawn the real one, in whose place it never is: the
 * style sheet hides it as soon as there is anything else. Drawn without scripts: after ten seconds it says more by itself.
 */
export const startingPage = ({ title, text, late, code }: Starting = gettingReady): string =>
  `<main class="static"><h1>${title}</h1><p>${text}</p><div class="late"><p>${late}</p><p class="code">${code}</p></div></main>`;

/** Asks every two seconds whether the agent is back; only then the page is loaded again. */
const LOOK_AGAIN = `setInterval(() => fetch(location.pathname, { method: 'HEAD', cache: 'no-store' }).then(({ ok }) => ok && location.reload(), () => undefined), 2000);`;

/** A whole page that needs nothing from anywhere: for a browser whose agent does not answer. */
export const lastResort = (nonce: string): string => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${lastPage.title}</title><style nonce="${nonce}">${style}</style></head>
<body><main class="static"><h1>${lastPage.title}</h1><p>${lastPage.text}</p><ul><li>${lastPage.card}</li><li>${lastPage.paper}</li><li>${lastPage.ask}</li></ul><p class="code">${lastPage.code}</p></main>
<script nonce="${nonce}">${LOOK_AGAIN}</script></body></html>`;

/** The page loads nothing, and asks nobody but the agent whether it is back. */
export const policyOf = (nonce: string): string =>
  `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`;
