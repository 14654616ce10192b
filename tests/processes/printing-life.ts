import { createPrinting } from '../../devices/agent/printing.ts';
import { openStore } from '../../devices/agent/store.ts';
import type { PortSource } from '../../devices/device.ts';
import { noDocumentPrinter } from '../../devices/document-printer/absent.ts';
import { createReceiptPrinter } from '../../devices/receipt-printer/driver.ts';
import { PAPER_80 } from '../../devices/receipt-printer/profiles.ts';
import { createTcpSource } from '../../devices/transport/tcp.ts';
import { slip } from '../fixtures/slip.ts';

/**
 * One life of the agent's printing in a process of its own, for a test to kill: folder, port, and how many bytes of the
 * receipt leave before everything stands still. It says how far it has come.
 */
const [folder = '', port = '', stopAfter = ''] = process.argv.slice(2);
const say = (step: string) => process.send?.(step);

/** Lets so many bytes of a receipt through, and no more. Questions about the paper are three bytes, and do not count. */
function stopping(source: PortSource, bytes: number): PortSource {
  let left = bytes;
  return {
    async open() {
      const opened = await source.open();
      return (
        opened && {
          ...opened,
          async write(written) {
            if (written.length === 3 && written[0] === 0x10) return opened.write(written);
            const passed = written.subarray(0, left);
            left -= passed.length;
            if (passed.length > 0) await opened.write(passed);
            if (passed.length === written.length) return;
            say('stopped');
            await new Promise(() => undefined);
          }
        }
      );
    }
  };
}

const store = openStore(folder);
const printer = createReceiptPrinter({
  source: stopping(createTcpSource({ host: '127.0.0.1', port: Number(port) }), Number(stopAfter)),
  profile: PAPER_80
});
const noted = {
  ...store,
  setPrint(...step: Parameters<typeof store.setPrint>) {
    store.setPrint(...step);
    say(step[1]);
  }
};
createPrinting(noted, printer, noDocumentPrinter).printSlip(slip);
say('queued');
