import { readSettings } from './config.ts';
import { live } from './process/lifecycle.ts';

/** `npm run server`: what a centre installs. */
await live(async () => {
  const settings = readSettings(process.env);
  // Loaded afterwards: whoever mistyped a setting hears of it at once.
  const { startCentre } = await import('./centre.ts');
  const running = await startCentre(settings);
  console.log(`Yimen is ready at ${running.url} for ${settings.community.name}.`);
  return running;
});
