// An item is handed to it by the page that frames it: there is nothing to draw before.
export const ssr = false;
