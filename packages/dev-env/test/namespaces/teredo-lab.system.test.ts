import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeTeredoAddress } from '@teredo-fleet/teredo';
import { afterEach, describe, expect, it } from 'vitest';
import type { LabNat, TeredoLab } from '../../src/namespaces';
import { createTeredoLab, missingForTeredoLab } from '../../src/namespaces';

const missing = missingForTeredoLab();
const ADDRESS_WAIT_MS = 40_000;

let lab: TeredoLab | null = null;

afterEach(async () => {
  await lab?.close();
  lab = null;
});

async function startLab(nat: LabNat): Promise<TeredoLab> {
  lab = await createTeredoLab({ nat });
  return lab;
}

/** Starts Debian's Miredo by hand on the client and waits for its Teredo address. */
async function startMiredo(made: TeredoLab, server = made.serverAddresses.primary): Promise<string> {
  const configuration = join(made.folder, 'miredo.conf');
  writeFileSync(configuration, `InterfaceName teredo\nServerAddress ${server}\n`);
  const pidFile = join(made.folder, 'miredo.pid');
  const miredo = made.client.start(['miredo', '-f', '-u', 'nobody', '-c', configuration, '-p', pidFile]);
  const giveUpAt = Date.now() + ADDRESS_WAIT_MS;
  while (Date.now() < giveUpAt) {
    const text = await made.exec(made.client, ['ip', '-6', '-o', 'addr', 'show', 'scope', 'global']);
    const address = /inet6 (2001:0?:[0-9a-f:]+)/.exec(text)?.[1];
    if (address !== undefined) return address;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`no Teredo address: ${miredo.output()}`);
}

async function pingPeer(made: TeredoLab): Promise<string> {
  return made.client.tryExec(['ping', '-6', '-c', '4', '-i', '0.5', '-W', '2', made.peerAddress]);
}

describe.skipIf(missing.length > 0)(
  `Teredo lab${missing.length > 0 ? ` (missing: ${missing.join(', ')})` : ''}`,
  () => {
    it.each(['none', 'full-cone'] as const)(
      'reaches the peer through real Teredo with NAT %s',
      async (nat) => {
        const made = await startLab(nat);
        const decoded = decodeTeredoAddress(await startMiredo(made));
        expect(decoded?.server).toBe(made.serverAddresses.primary);
        expect(decoded?.clientIPv4).toBe(made.clientPublicAddress);
        expect(await pingPeer(made)).toMatch(/ 0% packet loss/);
      },
    );

    it('loses every ping behind a symmetric NAT although Miredo has an address', async () => {
      const made = await startLab('symmetric');
      expect(decodeTeredoAddress(await startMiredo(made))?.clientIPv4).toBe(made.clientPublicAddress);
      expect(await pingPeer(made)).toMatch(/ 100% packet loss/);
    });

    it('has a second server when it is asked for one, as real as the first', async () => {
      const made = await startLab('none');
      const server = await made.addServer();
      expect(decodeTeredoAddress(await startMiredo(made, server))?.server).toBe(server);
      expect(await pingPeer(made)).toMatch(/ 0% packet loss/);
    });

    it('leaves no process behind when it is closed', async () => {
      const made = await startLab('none');
      await startMiredo(made);
      expect(made.client.processes().length).toBeGreaterThan(1);
      await made.close();
      lab = null;
      expect(made.client.processes()).toEqual([]);
    });
  },
);
