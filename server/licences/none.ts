import type { LicenceLibrary } from './library.ts';

/** A centre without a province's library: every record is missing, and every item says what to bring instead. */
export const noLicenceLibrary: LicenceLibrary = {
  isDemonstration: async () => false,
  pull: async () => ({ outcome: 'none' })
};
