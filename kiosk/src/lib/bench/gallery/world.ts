import { NOW } from './people.ts';
import type { Scene } from './scene.ts';
import { wireOf } from './wire.ts';

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

/**
 * Puts the world of a scene under this document: its wire, a clock that stands still, so that nobody is sent away, and
 * a camera. It gives the hand that turns the clock on.
 */
export function enter(scene: Scene): (ms: number) => void {
  const root = document.documentElement;
  globalThis.fetch = wireOf(scene.wire, globalThis.fetch.bind(globalThis), (request) => {
    root.dataset.unanswered = [root.dataset.unanswered, request].filter(Boolean).join(', ');
  });
  let now = NOW;
  Date.now = () => now;
  if (navigator.mediaDevices) navigator.mediaDevices.getUserMedia = async () => camera();
  return (ms) => {
    now += ms;
  };
}
