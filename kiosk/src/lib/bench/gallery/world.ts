import { untrack } from 'svelte';
import { terminal } from '../../terminal/terminal.svelte.ts';
import { NOW } from './people.ts';
import type { Scene } from './scene.ts';
import { wireOf, withdrawn } from './wire.ts';

/** A camera without a camera: one grey picture after the other. */
function camera(): MediaStream {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [640, 480];
  const pen = canvas.getContext('2d');
  setInterval(() => {
    if (!pen) return;
    pen.fillStyle = '#7a756c';
    pen.fillRect(0, 0, canvas.width, canvas.height);
  }, 200);
  return canvas.captureStream(5);
}

export interface World {
  /** Nobody has touched the screen for long enough to be asked. */
  stayAway(): void;
  /** True while no answer is on its way. */
  isQuiet(): boolean;
}

/** Of the time in which somebody who has gone quiet is asked, so much is over. */
const ASKED_FOR_MS = 15_000;

/** A clock that stands still, so that nobody is sent away; whoever stays away stays so however long a page waits. */
function stopClock(): () => void {
  let away = false;
  Date.now = () => NOW + (away ? untrack(() => terminal.patience.quietMs) + ASKED_FOR_MS : 0);
  return () => {
    away = true;
  };
}

/** A page takes the focus for its question when it opens: not in a frame, from whoever leafs through by keys. */
function leaveFocus(): void {
  const { focus } = HTMLElement.prototype;
  HTMLElement.prototype.focus = function (options) {
    if (document.hasFocus()) focus.call(this, options);
  };
}

/** Puts the world of a scene under this document: its wire, its clock, and a camera. */
export function enter(scene: Scene): World {
  const root = document.documentElement;
  let underWay = 0;
  const wire = wireOf(scene.wire, globalThis.fetch.bind(globalThis), {
    unknown(request) {
      root.dataset.unanswered = [root.dataset.unanswered, request].filter(Boolean).join(', ');
    },
    telling(isTelling) {
      underWay += isTelling ? 1 : -1;
    }
  });
  globalThis.fetch = async (...request) => {
    const answer = wire(...request);
    if (answer === 'silence') return withdrawn(request[1]?.signal);
    underWay++;
    return answer.finally(() => underWay--);
  };
  if (parent !== window) leaveFocus();
  if (scene.still) performance.now = () => 0;
  if (navigator.mediaDevices) navigator.mediaDevices.getUserMedia = async () => camera();
  return { stayAway: stopClock(), isQuiet: () => underWay === 0 };
}
