import { mkdirSync, writeFileSync } from 'node:fs';
import { messageVectors } from './message-vectors';

// Run with `npx tsx packages/protocol/test/write-message-vectors.ts` after the protocol has changed on purpose.
const folder = new URL('../../../fixtures/messages/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [name, content] of Object.entries(messageVectors())) {
  writeFileSync(new URL(name, folder), `${JSON.stringify(content, null, 2)}\n`);
}
