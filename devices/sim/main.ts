import { setTimeout as wait } from 'node:timers/promises';
import { live } from '../../server/process/lifecycle.ts';
import { StartFailure } from '../../server/process/start-failure.ts';
import { readAgentSettings } from '../agent/settings.ts';
import { startAgent } from '../agent/start.ts';
import { createCodeScanner } from '../code-scanner/driver.ts';
import { createSimulatedScanner } from '../code-scanner/sim/scanner.ts';
import { createDocumentPrinter } from '../document-printer/driver.ts';
import { createSimulatedDocumentPrinter } from '../document-printer/sim/printer.ts';
import { createIdCardReader } from '../id-card/driver.ts';
import { createSimulatedReader } from '../id-card/sim/reader.ts';
import { createReceiptPrinter } from '../receipt-printer/driver.ts';
import { PAPER_80 } from '../receipt-printer/profiles.ts';
import { createSimulatedPrinter } from '../receipt-printer/sim/printer.ts';
import { openVoice } from '../speech/installed.ts';
import { type BenchCard, createBench } from './bench.ts';
import { createCodecOf } from './scanner-codec.ts';

/** The server is being started again where both were killed: then its cards come a little later. */
const PATIENCE_MS = 20_000;

async function readCards(serverUrl: string): Promise<readonly BenchCard[]> {
  for (const end = performance.now() + PATIENCE_MS; ; await wait(100))
    try {
      const answer = await fetch(new URL('/api/demonstration/cards', serverUrl));
      const { cards } = (await answer.json()) as { cards: readonly BenchCard[] };
      return cards;
    } catch {
      if (performance.now() > end)
        throw new StartFailure(`No demonstration answers at SERVER_URL ${serverUrl}: start it.`);
    }
}

/** The agent of a demonstration: the real one, with simulated devices below the real drivers. */
await live(async () => {
  const settings = readAgentSettings(process.env);
  return startAgent({
    settings,
    demonstration: true,
    async openDevices() {
      const cards = await readCards(settings.serverUrl);
      if (cards.length === 0)
        throw new StartFailure('SERVER_URL is a centre, and simulated devices do not work for it: correct SERVER_URL.');
      const simulatedReader = createSimulatedReader();
      const simulatedPrinter = createSimulatedPrinter();
      const simulatedPages = createSimulatedDocumentPrinter();
      const { url } = await simulatedPages.start();
      const reader = createIdCardReader({ finder: simulatedReader.finder });
      const slipPrinter = createReceiptPrinter({ source: simulatedPrinter.source, profile: PAPER_80 });
      const documentPrinter = createDocumentPrinter({ url });
      const simulatedScanner = createSimulatedScanner();
      const codeScanner = createCodeScanner({
        source: simulatedScanner.source,
        codec: createCodecOf(simulatedScanner)
      });
      // The one real thing: what is said in a demonstration is to be heard.
      const speech = openVoice(settings);
      const all = [reader, slipPrinter, documentPrinter, codeScanner, speech];
      return {
        reader,
        slipPrinter,
        documentPrinter,
        codeScanner,
        speech,
        bench: createBench({
          cards,
          reader: simulatedReader,
          slipPrinter: simulatedPrinter,
          documentPrinter: simulatedPages,
          scanner: simulatedScanner
        }),
        async close() {
          await Promise.all(all.map((device) => device.close()));
          await simulatedPages.close();
        }
      };
    }
  });
});
