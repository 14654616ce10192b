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
  /** Nobody touches the screen for so long. */
  stayAway(ms: number): void;
  /** True while no answer is on its way. */
  isQuiet(): boolean;
}

/**
 * Puts the world of a scene under this document: its wire, a clock that stands still, so that nobody is sent away, and
 * a camera.
 */
export function enter(scene: Scene): World {
  const root = document.documentElement;
  let underWay = 0;
  const wire = wireOf(scene.wire, globalThis.fetch.bind(globalThis), (request) => {
    root.dataset.unanswered = [root.dataset.unanswered, request].filter(Boolean).join(', ');
  });
  globalThis.fetch = async (...request) => {
    const answer = wire(...request);
    if (answer === 'silence') return withdrawn(request[1]?.signal);
    underWay++;
    return answer.finally(() => underWay--);
  };
  let now = NOW;
  Date.now = () => now;
  if (navigator.mediaDevices) navigator.mediaDevices.getUserMedia = async () => camera();
  return {
    stayAway(ms) {
      now += ms;
    },
    isQuiet: () => underWay === 0
  };
}
