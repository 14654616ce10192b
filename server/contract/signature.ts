import type { CaseSignature } from './wire.ts';

/** True where there is anything of a signature: strokes, a confirmation by card, a hand on paper. An empty field is none. */
export const isSigned = <Given extends CaseSignature>(signature: Given | null): signature is Given =>
  signature !== null && signature.length > 0;

/** What stands in a form and at the window in the place of strokes that there are none of. */
export const cardSignatureText = (byAgent: boolean): string => `${byAgent ? '代办人' : '本人'}刷身份证确认，未手写签名`;
