import { createMiddleware } from 'hono/factory';
import type { Context } from '../context.ts';
import { Refusal } from '../http.ts';
import { findTerminal, type Terminal } from './service.ts';

export interface TerminalVariables {
  terminal: Terminal;
}

/** The terminal of an `Authorization: Terminal <credential>`; refuses strangers, terminals of another centre, and withdrawn ones. */
export async function terminalOf(context: Context, authorization: string | undefined): Promise<Terminal> {
  const credential = /^Terminal (\S+)$/.exec(authorization ?? '')?.[1];
  const terminal = credential ? await findTerminal(context, credential) : null;
  if (!terminal) throw new Refusal('terminal.unknown');
  if (terminal.communityCode !== context.centre.communityCode) throw new Refusal('community.other');
  if (terminal.withdrawnAt) throw new Refusal('terminal.withdrawn');
  return terminal;
}

/** Lets terminals of this centre through. */
export const requireTerminal = (context: Context) =>
  createMiddleware<{ Variables: TerminalVariables }>(async (c, next) => {
    c.set('terminal', await terminalOf(context, c.req.header('authorization')));
    await next();
  });
