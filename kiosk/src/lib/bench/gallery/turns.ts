/** So many pages open at the same time: a screenful of them would keep each other waiting. */
const AT_A_TIME = 3;
let open = 0;
const waiting = new Set<() => void>();

/** Calls when it is one's turn; the function it gives ends it, or the wait for it. */
export function waitForTurn(begin: () => void): () => void {
  let isOver = false;
  function start() {
    waiting.delete(start);
    open++;
    begin();
  }
  if (open < AT_A_TIME) start();
  else waiting.add(start);
  return () => {
    if (isOver) return;
    isOver = true;
    if (waiting.delete(start)) return;
    open--;
    const [next] = waiting;
    next?.();
  };
}
