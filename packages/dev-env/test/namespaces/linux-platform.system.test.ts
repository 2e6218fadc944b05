import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LinuxSettings } from '@teredo-fleet/platform';
import type { DesiredState, Observation } from '@teredo-fleet/teredo';
import { decodeTeredoAddress, plan, unmetFacts } from '@teredo-fleet/teredo';
import { afterEach, describe, expect, it } from 'vitest';
import type { LabNat, TeredoLab } from '../../src/namespaces';
import { createTeredoLab, missingForTeredoLab } from '../../src/namespaces';
import type { DrivenPlatform } from './drive-platform';
import { drivePlatform } from './drive-platform';

const missing = missingForTeredoLab();
const title = `Linux adapter${missing.length > 0 ? ` (skipped, missing: ${missing.join(', ')})` : ''}`;
const READ_BACKS = 4;

let lab: TeredoLab;
let platform: DrivenPlatform;
let settings: LinuxSettings;

async function start(nat: LabNat): Promise<void> {
  lab = await createTeredoLab({ nat });
  const stateDir = join(lab.folder, 'agent');
  mkdirSync(stateDir, { mode: 0o700 });
  settings = {
    miredoConf: join(lab.folder, 'client.conf'),
    miredoPidFile: join(lab.folder, 'client.pid'),
    interfaceName: null,
    stateDir,
    serviceControl: 'auto',
  };
  platform = drivePlatform(lab.client, settings);
}

afterEach(async () => {
  await platform?.close();
  await lab?.close();
});

const wanted = (mode: 'on' | 'off'): DesiredState => ({
  teredo: {
    mode,
    type: null,
    serverName: mode === 'on' ? lab.serverAddresses.primary : null,
    refreshIntervalSeconds: null,
    clientPort: null,
  },
  ipv6: 'leave',
  firewall: 'leave',
  allowReboot: false,
  acceptFirewallOff: false,
});

const observe = () =>
  platform.observe({ reachability: { probeServer: lab.serverAddresses.primary, peer: lab.peerAddress } });

/** Plans from what is there, applies every step, and gives the observation in which nothing is unmet, or the last. */
async function bringTo(mode: 'on' | 'off', jobId: string): Promise<Observation> {
  const { steps, blockers } = plan(await observe(), wanted(mode));
  expect(blockers).toEqual([]);
  for (const step of steps) {
    expect(await platform.apply(step, { jobId })).toMatchObject({
      outcome: expect.stringMatching(/done|skipped/),
    });
  }
  let observation = await observe();
  for (let i = 0; i < READ_BACKS && unmetFacts(observation, wanted(mode)).length > 0; i += 1)
    observation = await observe();
  return observation;
}

describe.skipIf(missing.length > 0)(title, () => {
  it.each(['none', 'full-cone'] as const)('turns Teredo on and reaches the peer with NAT %s', async (nat) => {
    await start(nat);
    const before = await observe();
    expect(before).toMatchObject({
      configured: { type: 'disabled' },
      effective: { state: 'offline', address: null },
      reachable: { verdict: 'unknown', probe: { resolved: true, nat: nat === 'none' ? 'none' : 'cone' } },
      firewall: { on: true },
      ipv6: { installed: true },
    });
    const after = await bringTo('on', randomUUID());
    expect(unmetFacts(after, wanted('on'))).toEqual([]);
    expect(after.reachable).toMatchObject({ verdict: 'yes', ping: { peer: lab.peerAddress } });
    const decoded = decodeTeredoAddress(after.effective.address ?? '');
    expect(decoded).toMatchObject({
      server: lab.serverAddresses.primary,
      clientIPv4: lab.clientPublicAddress,
    });
  });

  it('sees a symmetric NAT and lost pings although Miredo has an address', async () => {
    await start('symmetric');
    const after = await bringTo('on', randomUUID());
    expect(after.effective).toMatchObject({
      state: 'qualified',
      address: expect.stringMatching(/^2001:0?:/),
    });
    expect(after.reachable).toMatchObject({
      verdict: 'no',
      probe: { nat: 'symmetric' },
      ping: { received: 0 },
    });
    expect(unmetFacts(after, wanted('on')).map(({ fact }) => fact)).toContain('reachable.nat');
  });

  it('sees a silent server', async () => {
    await start('none');
    await lab.setServerReachable(false);
    const { reachable } = await platform.observe({
      reachability: { probeServer: lab.serverAddresses.primary, peer: null },
    });
    expect(reachable.probe).toMatchObject({
      resolved: true,
      nat: null,
      primary: { answered: false, mapped: null },
    });
  });

  it('makes each step once: a second time it is skipped', async () => {
    await start('none');
    const jobId = randomUUID();
    const [step] = plan(await observe(), wanted('on')).steps;
    expect((await platform.apply(step!, { jobId })).outcome).toBe('done');
    const pid = readFileSync(settings.miredoPidFile, 'utf8');
    expect((await platform.apply(step!, { jobId })).outcome).toBe('skipped');
    expect(readFileSync(settings.miredoPidFile, 'utf8')).toBe(pid);
  });

  it('gives back the earlier configuration byte for byte, and its rights', async () => {
    await start('none');
    const earlier = '# mine\nServerAddress 203.0.113.77\nBindPort 4545';
    writeFileSync(settings.miredoConf, earlier);
    chmodSync(settings.miredoConf, 0o640);
    const jobId = randomUUID();
    await bringTo('on', jobId);
    expect(readFileSync(settings.miredoConf, 'utf8')).toContain(lab.serverAddresses.primary);
    const outcome = await platform.apply(
      { kind: 'restore-saved', savedByJob: jobId },
      { jobId: randomUUID() },
    );
    expect(outcome.outcome).toBe('done');
    expect(readFileSync(settings.miredoConf, 'utf8')).toBe(earlier);
    expect(statSync(settings.miredoConf).mode & 0o777).toBe(0o640);
    expect(await observe()).toMatchObject({ service: { state: 'stopped' }, effective: { address: null } });
  });

  it('gives back the absence of a configuration, and an undone undo', async () => {
    await start('none');
    const first = randomUUID();
    const second = randomUUID();
    await bringTo('on', first);
    await platform.apply({ kind: 'restore-saved', savedByJob: first }, { jobId: second });
    expect(existsSync(settings.miredoConf)).toBe(false);
    await platform.apply({ kind: 'restore-saved', savedByJob: second }, { jobId: randomUUID() });
    expect((await bringTo('on', randomUUID())).service.state).toBe('running');
  });

  it('turns a running Teredo off and leaves its configuration', async () => {
    await start('none');
    await bringTo('on', randomUUID());
    const after = await bringTo('off', randomUUID());
    expect(unmetFacts(after, wanted('off'))).toEqual([]);
    expect(after.configured.type).toBe('disabled');
    expect(existsSync(settings.miredoConf)).toBe(true);
  });

  it('never stops a process that only has the number in the pid file', async () => {
    await start('none');
    writeFileSync(settings.miredoPidFile, String(process.pid));
    expect((await observe()).service.state).toBe('stopped');
    const off = {
      kind: 'set-teredo',
      type: 'disabled',
      serverName: null,
      refreshIntervalSeconds: null,
      clientPort: null,
    } as const;
    expect((await platform.apply(off, { jobId: randomUUID() })).outcome).toBe('skipped');
  });

  it('says why Miredo did not start and changes nothing when nothing can be saved', async () => {
    await start('none');
    const on = {
      kind: 'set-teredo',
      type: 'client',
      serverName: lab.serverAddresses.primary,
      refreshIntervalSeconds: null,
      clientPort: null,
    } as const;
    writeFileSync(join(settings.stateDir, 'saved'), 'in the way');
    expect(await platform.apply(on, { jobId: randomUUID() })).toMatchObject({ outcome: 'failed' });
    expect(existsSync(settings.miredoConf)).toBe(false);
  });

  it('switches IPv6 on and off again', async () => {
    await start('none');
    await lab.exec(lab.client, [
      'sysctl',
      '-qw',
      'net.ipv6.conf.all.disable_ipv6=1',
      'net.ipv6.conf.default.disable_ipv6=1',
    ]);
    expect((await observe()).ipv6.installed).toBe(false);
    const jobId = randomUUID();
    expect((await platform.apply({ kind: 'install-ipv6' }, { jobId })).outcome).toBe('done');
    expect((await observe()).ipv6.installed).toBe(true);
    await platform.apply({ kind: 'restore-saved', savedByJob: jobId }, { jobId: randomUUID() });
    expect((await observe()).ipv6.installed).toBe(false);
  });
});
