import { dayOf } from './clock.ts';
import { readSettings } from './config.ts';
import { changeKeyFile } from './key-file.ts';
import { keptNoticeKeys, makeNoticeKey, withNewKey } from './notice-keys.ts';
import { endWith, StartFailure } from './process/start-failure.ts';

/** `npm run notice-key`: another key signs from the next start on; notices that the ones before signed stay genuine. */
try {
  const { keysFile } = readSettings(process.env);
  const fresh = await makeNoticeKey(dayOf(new Date()));
  await changeKeyFile(keysFile, (before) => ({
    ...before,
    noticeKeys: withNewKey(fresh, keptNoticeKeys.parse(before.noticeKeys))
  })).catch((error: unknown) => {
    if (error instanceof StartFailure) throw error;
    throw new StartFailure(`KEYS_FILE ${keysFile} is not a key file with a key for notices: put the right file there.`);
  });
  console.log(
    `New notices are signed with ${fresh.kid} once every server was started again. Copy ${keysFile} into the safe.`
  );
} catch (error) {
  endWith(error);
}
