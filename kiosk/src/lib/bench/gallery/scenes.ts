import type { Scene } from './scene.ts';
import { AROUND } from './scenes/around.ts';
import { BUNDLES } from './scenes/bundles.ts';
import { FROM_HOME } from './scenes/from-home.ts';
import { FRONT } from './scenes/front.ts';
import { HANDING_IN } from './scenes/handing-in.ts';
import { PROGRESS } from './scenes/progress.ts';
import { PUBLIC } from './scenes/public.ts';
import { QUESTIONS } from './scenes/questions.ts';
import { RELATION_SCENES } from './scenes/relations.ts';
import { SIGNING_FOR_OTHERS } from './scenes/signing.ts';
import { SIGNING_IN } from './scenes/signing-in.ts';
import { TICKETS } from './scenes/tickets.ts';

/** Every page of the terminal in every state it can be in. */
export const SCENES: readonly Scene[] = [
  ...FRONT,
  ...SIGNING_IN,
  ...QUESTIONS,
  ...FROM_HOME,
  ...HANDING_IN,
  ...BUNDLES,
  ...PROGRESS,
  ...PUBLIC,
  ...SIGNING_FOR_OTHERS,
  ...RELATION_SCENES,
  ...TICKETS,
  ...AROUND
];

export const sceneOf = (id: string): Scene | undefined => SCENES.find((scene) => scene.id === id);
