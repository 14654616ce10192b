import { closeSync, fsyncSync, openSync } from 'node:fs';

/** A file that was made or renamed survives a power cut once its folder is on the disk too. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
