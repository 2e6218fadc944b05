import { benchConnect } from './bench/connect';
import { benchAgent } from './bench/idle-agent';
import { benchIngest } from './bench/ingest';

const BENCHES: Record<string, (args: readonly string[]) => Promise<void>> = {
  agent: benchAgent,
  connect: benchConnect,
  ingest: benchIngest,
};

const [name = '', ...args] = process.argv.slice(2);
const bench = BENCHES[name];
if (bench === undefined) {
  process.stderr.write(`Name a benchmark: npm run bench -- ${Object.keys(BENCHES).join(' | ')}\n`);
  process.exit(2);
}
await bench(args);
