import { bundleMains } from '../../tooling/run/bundle-mains.mjs';

await bundleMains(['server.ts']);
