// Staff work in the browser alone: nothing about a case is ever drawn by the server into a page that could be kept.
export const ssr = false;
