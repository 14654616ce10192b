import type { PortFinder } from '../device.ts';
import type { PortAddress, UsbLink } from '../transport/address.ts';

/** One kind of reader on USB. Numbers are shared by other devices: what is plugged in counts as a reader once it answered. */
export interface ReaderModel {
  readonly vendorId: number;
  readonly productId: number;
  readonly link: UsbLink;
  readonly name: string;
}

/**
 * Readers whose link is published. Others (0483:5750, 28E9:028A, 10C4:8A1B, 2015:0008, 9573:4836) are in use too, but how
 * they wrap a frame is not: an operator who has found out adds them by `ID_READER`.
 */
export const READER_MODELS: readonly ReaderModel[] = [
  { vendorId: 0x0400, productId: 0xc35a, link: 'bulk', name: 'SAM_V 标准模块（神思、精伦、新中新等）' },
  { vendorId: 0x0316, productId: 0x5020, link: 'raw-64', name: '新中新 HID' },
  { vendorId: 0x0483, productId: 0x572b, link: 'length-63', name: '德科 DK26ME、DK200ZK' },
  { vendorId: 0x10c4, productId: 0x0007, link: 'miaxis', name: '中正 MR-300' }
];

/** The models to look for: the operator's own first, then the known ones that they do not speak of. */
export function modelsWith(own: readonly PortAddress[]): readonly ReaderModel[] {
  const added = own.flatMap((address) => (address.kind === 'usb' ? [{ ...address, name: '本机设置' }] : []));
  const isAdded = (model: ReaderModel) =>
    added.some(({ vendorId, productId }) => vendorId === model.vendorId && productId === model.productId);
  return [...added, ...READER_MODELS.filter((model) => !isAdded(model))];
}

/** Looks with several finders, one after the other. One that fails finds nothing. */
export const together = (finders: readonly PortFinder[]): PortFinder => ({
  async find() {
    const found = [];
    for (const finder of finders) found.push(...(await finder.find().catch(() => [])));
    return found;
  }
});
