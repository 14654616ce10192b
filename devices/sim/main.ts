import { requireNode, serveUntilStopped } from '../../server/process/lifecycle.ts';
import { endWith, StartFailure } from '../../server/process/start-failure.ts';
import { enrol, readCredential } from '../agent/enrolment.ts';
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
import { type BenchCard, createBench } from './bench.ts';

/** The agent of a demonstration: the real one, with simulated devices below the real drivers. */
try {
  requireNode();
  const settings = readAgentSettings(process.env);
  const { serverUrl, folder } = settings;
  const credential = readCredential(folder) ?? (await enrol(serverUrl, folder, settings.enrolmentCode ?? ''));
  const answer = await fetch(new URL('/api/demonstration/cards', serverUrl));
  const { cards } = (await answer.json()) as { cards: readonly BenchCard[] };
  if (cards.length === 0) throw new StartFailure('SERVER_URL is a centre: simulated devices do not work for it.');
  const simulatedReader = createSimulatedReader();
  const simulatedPrinter = createSimulatedPrinter();
  const simulatedPages = createSimulatedDocumentPrinter();
  const { url } = await simulatedPages.start();
  const reader = createIdCardReader({ source: simulatedReader.source });
  const slipPrinter = createReceiptPrinter({ source: simulatedPrinter.source, profile: PAPER_80 });
  const documentPrinter = createDocumentPrinter({ url });
  const simulatedScanner = createSimulatedScanner();
  const codeScanner = createCodeScanner({ source: simulatedScanner.source });
  const running = await startAgent({
    port: settings.port,
    folder,
    serverUrl,
    credential,
    demonstration: true,
    devices: {
      reader,
      slipPrinter,
      documentPrinter,
      codeScanner,
      async close() {
        await Promise.all([reader.close(), slipPrinter.close(), documentPrinter.close(), codeScanner.close()]);
        await simulatedPages.close();
      }
    },
    bench: createBench({
      cards,
      reader: simulatedReader,
      slipPrinter: simulatedPrinter,
      documentPrinter: simulatedPages,
      scanner: simulatedScanner
    })
  });
  serveUntilStopped(running);
} catch (error) {
  endWith(error);
}
