// The terminal's pages live in the browser: the agent answers with the same shell for each of them, so that none needs
// the server to draw it and nothing about a resident is ever rendered anywhere but on the screen in front of them.
export const ssr = false;
