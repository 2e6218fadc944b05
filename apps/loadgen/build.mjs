import { bundleMains } from '../../tooling/run/bundle-mains.mjs';

await bundleMains(['src/fleet.ts', 'src/bench.ts']);
