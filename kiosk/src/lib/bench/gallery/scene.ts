import type { Answers } from './wire.ts';

/** What hands do on a page before it is looked at. */
export type Act =
  /** Taps what carries this name. */
  | { readonly do: 'press'; readonly name: string }
  /** Types on a keyboard of one's own. */
  | { readonly do: 'type'; readonly text: string }
  /** Nobody touches the screen, until it is asked whether anybody is there. */
  | { readonly do: 'stay-away' }
  /** Waits until the title says this. */
  | { readonly do: 'await'; readonly title: string };

/** One page of the terminal in one state. */
export interface Scene {
  readonly id: string;
  readonly group: string;
  readonly name: string;
  /** The page, as its folder under `routes` is called. */
  readonly route: `/terminal${string}`;
  readonly params?: Readonly<Record<string, string>>;
  readonly search?: Readonly<Record<string, string>>;
  /** The component that draws the frame, under `kiosk/src`: a new one has to be in at least one scene. */
  readonly frame: string;
  /** What the agent and the server answer. */
  readonly wire: Answers;
  readonly acts?: readonly Act[];
  /** The page could not be shown at all, and this HTTP status stands in its place. */
  readonly failed?: number;
  /** What runs down on it stands still, so that it can be looked at. */
  readonly still?: boolean;
}

export const press = (name: string): Act => ({ do: 'press', name });
export const presses = (...names: readonly string[]): readonly Act[] => names.map(press);

/** The address at which a scene would stand on a terminal. */
export const pathOf = ({ route, params = {} }: Pick<Scene, 'route' | 'params'>): string =>
  route.replaceAll(/\[(\w+)\]/g, (_, name: string) => params[name] ?? '');
