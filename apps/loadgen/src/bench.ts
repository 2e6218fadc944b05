import { benchConnect } from './bench/connect';
import { benchExport } from './bench/export';
import { benchFunnel } from './bench/funnel';
import { benchAgent } from './bench/idle-agent';
import { benchServer } from './bench/idle-server';
import { benchIngest } from './bench/ingest';
import { benchPast } from './bench/past';
import { benchSimulate } from './bench/simulate';

interface Bench {
  about: string;
  run(args: readonly string[]): Promise<void>;
}

const BENCHES: Record<string, Bench> = {
  agent: {
    about:
      'what idle agents cost beside a bare Node and a bare cscript, over 5 minutes; -- agent MINUTES for another time',
    run: benchAgent,
  },
  connect: {
    about: 'sessions opened on a real gateway beside bare sockets; -- connect MACHINES for another number',
    run: benchConnect,
  },
  export: {
    about:
      "a million audit entries beside psql's COPY, and a bundle of 100,000 machines; -- export ROWS MACHINES for others",
    run: benchExport,
  },
  funnel: {
    about:
      "a rollout's numbers of its notice with 100,000 machines, beside one query; -- funnel MACHINES for others",
    run: benchFunnel,
  },
  ingest: {
    about: 'observations that are committed, beside bare sockets and bare batches of the same rows',
    run: benchIngest,
  },
  past: {
    about:
      'a fleet of 100,000 as it was in a year of history, beside one query; -- past MACHINES CHANGES for others',
    run: benchPast,
  },
  server: {
    about: 'what each process of an idle server costs, over 2 minutes; -- server MINUTES for another time',
    run: benchServer,
  },
  simulate: {
    about:
      'random histories of rollouts on real tables; -- simulate --seeds N --from SEED for more and others',
    run: benchSimulate,
  },
};

const list = Object.entries(BENCHES).map(
  ([name, { about }]) => `  npm run bench -- ${name.padEnd(10)} ${about}\n`,
);

const [name, ...args] = process.argv.slice(2);
const bench = BENCHES[name ?? ''];
if (bench !== undefined) await bench.run(args);
else if (name === undefined) process.stdout.write(`Benchmarks:\n${list.join('')}`);
else {
  process.stderr.write(`There is no benchmark "${name}". There are:\n${list.join('')}`);
  process.exit(2);
}
