import { scriptHost } from '../../src/host/host';
import { readProgram } from '../../src/programs/read-program';

const host = scriptHost();
const now = () => Date.now();

/** One line a path: its number, and what a script reads there. */
for (let index = 0; index < host.Arguments.length; index += 1) {
  const startedAt = now();
  const look = readProgram(String(host.Arguments.Item(index)), null, { exception: 'unknown', now: now });
  host.Echo(`${index} ${JSON.stringify({ look: look, ms: now() - startedAt })}`);
}
