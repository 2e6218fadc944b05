import { benchAgent } from './bench/idle-agent';

const BENCHES: Record<string, (args: readonly string[]) => Promise<void>> = { agent: benchAgent };

const [name = '', ...args] = process.argv.slice(2);
const bench = BENCHES[name];
if (bench === undefined) {
  process.stderr.write(`Name a benchmark: npm run bench -- ${Object.keys(BENCHES).join(' | ')}\n`);
  process.exit(2);
}
await bench(args);
