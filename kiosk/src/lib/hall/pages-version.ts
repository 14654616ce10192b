/** SvelteKit's own `updated` reads the version of a page before the page has told it, in chunks as ours are laid out. */
async function readVersion(): Promise<string | null> {
  try {
    const answer = await fetch('/_app/version.json', { cache: 'no-store' });
    return answer.ok ? await answer.text() : null;
  } catch {
    return null;
  }
}

/** Remembers which pages the centre has now, and says later whether they are others; not, where nobody answers. */
export function watchPages(): () => Promise<boolean> {
  const first = readVersion();
  return async () => {
    const [before, now] = [await first, await readVersion()];
    return before !== null && now !== null && before !== now;
  };
}
