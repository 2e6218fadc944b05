import { copyFileSync } from 'node:fs';
import { bundleMains } from '../../tooling/run/bundle-mains.mjs';

await bundleMains([
  'src/fleet.ts',
  'src/bench.ts',
  'src/bench/swarm-main.ts',
  'src/bench/raw-socket-main.ts',
  'src/bench/raw-upsert-main.ts',
]);

// Read by the bundle from beside itself.
copyFileSync('../../packages/dev-env/src/wine/stand-in-program.c', 'dist/stand-in-program.c');
