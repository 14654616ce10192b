import { createMiddleware } from 'hono/factory';
import type { Context } from '../context.ts';
import { Refusal } from '../http.ts';
import { type TerminalVariables, terminalOf } from '../terminals/identity.ts';
import { findSession, type OpenSession } from './service.ts';

export interface SessionVariables extends TerminalVariables {
  session: OpenSession;
}

export interface CallerVariables extends TerminalVariables {
  /** null without a card, and where the session has ended: somebody stands there all the same. */
  session: OpenSession | null;
}

/** Whoever stands at a terminal that was let through, with a card or none. */
export const findCaller = (context: Context) =>
  createMiddleware<{ Variables: CallerVariables }>(async (c, next) => {
    const token = c.req.header('x-session');
    c.set('session', token ? await findSession(context, c.var.terminal.id, token) : null);
    await next();
  });

/** Lets the person at a terminal through: the terminal's credential and `X-Session: <token>`. */
export const requireSession = (context: Context) =>
  createMiddleware<{ Variables: SessionVariables }>(async (c, next) => {
    const terminal = await terminalOf(context, c.req.header('authorization'));
    const token = c.req.header('x-session');
    if (!token) throw new Refusal('session.none');
    const session = await findSession(context, terminal.id, token);
    if (!session) throw new Refusal('session.ended');
    c.set('terminal', terminal);
    c.set('session', session);
    await next();
  });
