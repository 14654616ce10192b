import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { StartFailure } from '../../server/process/start-failure.ts';

const kept = z.object({ credential: z.string().min(20) });

/** The terminal's credential, from its own file. null before it was enrolled. */
export function readCredential(folder: string): string | null {
  const path = join(folder, 'terminal.json');
  if (!existsSync(path)) return null;
  const parsed = kept.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (!parsed.success) throw new StartFailure(`${path} is not a terminal's credential: delete it and enrol again.`);
  return parsed.data.credential;
}

function keepCredential(folder: string, credential: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'terminal.json');
  const partial = `${path}.partial`;
  writeFileSync(partial, JSON.stringify({ credential }), { mode: 0o600, flush: true });
  renameSync(partial, path);
}

/** Changes the administrator's one-time code for a credential and keeps it. */
export async function enrol(serverUrl: string, folder: string, code: string): Promise<string> {
  let answer: Response;
  try {
    answer = await fetch(new URL('/api/terminals/enrol', serverUrl), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code })
    });
  } catch {
    throw new StartFailure(`No Yimen server answers at SERVER_URL ${serverUrl}.`);
  }
  if (!answer.ok)
    throw new StartFailure(
      'ENROLMENT_CODE is wrong, was used before, or is older than fifteen minutes: take a new one at /window/terminals.'
    );
  const { credential } = (await answer.json()) as { credential: string };
  keepCredential(folder, credential);
  return credential;
}
