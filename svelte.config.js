import { fileURLToPath } from 'node:url';
import adapter from '@sveltejs/adapter-node';

/**
 * Options of the SvelteKit app in `kiosk/`; read by `kiosk/vite.config.ts`, because SvelteKit 3 refuses this file inside
 * Vite's own root. Paths are relative to `kiosk/`; the build lands in `build/` at the top.
 * @type {import('@sveltejs/kit/vite').Config}
 */
export default {
  adapter: adapter({ out: fileURLToPath(new URL('./build', import.meta.url)) }),
  compilerOptions: { runes: true },
  // Only the terminal's own pages keep it (`kiosk/src/lib/terminal/last-resort.ts`).
  serviceWorker: { register: false },
  csp: {
    mode: 'auto',
    directives: {
      'default-src': ['self'],
      'script-src': ['self'],
      'style-src': ['self'],
      'style-src-attr': ['unsafe-inline'],
      'img-src': ['self', 'data:', 'blob:'],
      'media-src': ['self', 'blob:'],
      'font-src': ['self'],
      'connect-src': ['self'],
      'frame-ancestors': ['none'],
      'base-uri': ['self'],
      'object-src': ['none'],
      'form-action': ['self']
    }
  }
};
