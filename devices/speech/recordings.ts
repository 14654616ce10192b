/** What was said lately, so that it is said again at once. In memory only. */
export interface Recordings {
  find(key: string): Uint8Array | null;
  keep(key: string, wav: Uint8Array): void;
  forget(): void;
}

/** Keeps what was asked for last, `limitBytes` of it together. */
export function createRecordings(limitBytes: number): Recordings {
  const kept = new Map<string, Uint8Array>();
  let bytes = 0;
  function drop(key: string): void {
    bytes -= kept.get(key)?.length ?? 0;
    kept.delete(key);
  }
  function keep(key: string, wav: Uint8Array): void {
    drop(key);
    if (wav.length > limitBytes) return;
    kept.set(key, wav);
    bytes += wav.length;
    for (const oldest of kept.keys()) {
      if (bytes <= limitBytes) break;
      drop(oldest);
    }
  }
  return {
    find(key) {
      const wav = kept.get(key) ?? null;
      if (wav) keep(key, wav);
      return wav;
    },
    keep,
    forget() {
      kept.clear();
      bytes = 0;
    }
  };
}
