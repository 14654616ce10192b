import { createCentre } from './centre.ts';
import { createOutbox } from './outbox.ts';
import { openStore } from './store.ts';

/** One life of the outbox in a process of its own, for a test to kill: folder, address, key, submission, public key. */
const [folder = '', url = '', key = '', submission = '', publicKey = ''] = process.argv.slice(2);
const outbox = createOutbox({
  centre: createCentre(url, 'a credential'),
  store: openStore(folder),
  publicKey: async () => JSON.parse(publicKey)
});
await outbox.submit(key, JSON.parse(submission));
