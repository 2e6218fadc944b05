import { bundleMains } from '../../tooling/run/bundle-mains.mjs';

await bundleMains([
  'src/supervisor.ts',
  'src/prepare.ts',
  'src/gateway.ts',
  'src/engine.ts',
  'src/signer.ts',
  'src/reporter.ts',
  'src/notice.ts',
  'src/new-evidence-key.ts',
  'src/backup.ts',
  'src/restore.ts',
]);
