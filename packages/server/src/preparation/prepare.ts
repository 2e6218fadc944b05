import { VERSION } from '../version';
import { makeDemoToken } from './demo-token';
import { ensureEvidenceKey } from './evidence-key';
import { checkChannelKey, ensureJobKey } from './keys';
import type { PreparationOrder, Prepared } from './order';
import { prepareTables } from './prepare-tables';
import { openSetup } from './setup';

/** Everything that the database and the keys need before a role starts. Throws StartError. */
export async function prepare(order: PreparationOrder): Promise<Prepared> {
  const { configuration, secrets, agentFilesDir } = order;
  const { dataDir, roles, demo } = configuration;
  const { urls, migrations } = await prepareTables(order);
  await checkChannelKey(urls.web, secrets.channel.publicKey);
  const signsHere = roles.includes('signer');
  const keyOptions = { dataDir, signsHere, signerUrl: urls.signer };
  const jobPublicKey = await ensureJobKey(keyOptions);
  const evidencePublicKey = await ensureEvidenceKey(keyOptions);
  const keys = {
    version: VERSION,
    channelPublicKey: secrets.channel.publicKey,
    jobPublicKey,
    cursorSecret: secrets.cursorSecret,
    agentFilesDir,
  };
  const setup = { configuration, urls, keys };
  const setupLink = await openSetup(setup);
  const demoToken = demo === null ? null : await makeDemoToken(setup, demo.machines);
  return { urls, jobPublicKey, evidencePublicKey, setupLink, demoToken, migrations };
}
