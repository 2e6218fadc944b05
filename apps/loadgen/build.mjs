import { bundleMains } from '../../tooling/run/bundle-mains.mjs';

await bundleMains([
  'src/fleet.ts',
  'src/bench.ts',
  'src/bench/swarm-main.ts',
  'src/bench/raw-socket-main.ts',
  'src/bench/raw-upsert-main.ts',
]);
