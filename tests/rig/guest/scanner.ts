import { createCodeScanner } from '../../../devices/code-scanner/driver.ts';
import { createHidPosParser } from '../../../devices/code-scanner/hid-pos.ts';
import { createHidScannerSource } from '../../../devices/transport/hid.ts';

/** A HID POS scanner, opened as the agent opens it: says how it is, and what it reads, a line each. */
const scanner = createCodeScanner({ source: createHidScannerSource(), codec: createHidPosParser() });
scanner.subscribe((event) => console.log(event.type === 'code' ? event.text : scanner.status.state));
