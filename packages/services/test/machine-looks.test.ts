import { upsertFacts } from '@teredo-fleet/db';
import { buildWindowsObservation, NO_VALUES, type Observation } from '@teredo-fleet/teredo';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { observationFacts, verbs } from '../src';
import { NOW, TestFleet } from './support/fleet';

const SECOND = 1000;
let fleet: TestFleet;
beforeAll(async () => {
  fleet = await TestFleet.create();
});
afterAll(() => fleet.close());

function windowsIn(at: number, ...lines: string[]): Observation {
  const values = ['client', 'teredo.example', '30 seconds', 'unspecified', ...lines];
  return buildWindowsObservation({
    times: { configured: at, effective: at, reachable: at, firewall: at },
    os: { name: 'Windows 10 Pro', version: '10.0.19045', servicePack: null, displayLanguage: 'en-GB' },
    elevated: true,
    domainJoined: false,
    netshText: `Teredo Parameters\n---\n${values.map((value) => `Label : ${value}`).join('\n')}\n`,
    ipconfigText: '',
    ipv6Installed: true,
    networkingPack: null,
    disabledComponents: 0,
    policyTeredoState: null,
    policyServerName: null,
    policyRefreshSeconds: null,
    policyClientPort: null,
    local: { ...NO_VALUES, type: 'client', serverName: 'teredo.example' },
    serviceState: 'running',
    firewall: { on: true, teredoException: true, exceptionPort: null, edgeTraversal: true, setBy: 'default' },
    probe: null,
    ping: null,
    notes: [],
  });
}

const OFFLINE = ['offline', 'primary server unreachable over UDP'];

/** Takes looks in as the gateway does, the oldest first. */
async function take(machineId: string, ...looks: [seconds: number, lines: string[]][]): Promise<void> {
  for (const [seconds, lines] of looks) {
    const at = NOW + seconds * SECOND;
    const facts = observationFacts({
      machineId,
      observedAt: new Date(at),
      receivedAt: new Date(at),
      reason: 'periodic',
      observation: windowsIn(at, ...lines),
    });
    if ('unreadable' in facts) throw new Error(facts.unreadable);
    await upsertFacts(fleet.database.pool('gateway'), [facts]);
  }
}

async function found(machineId: string, code: string) {
  const { diagnoses } = await verbs['machine.get'](fleet.as('viewer'), { id: machineId });
  const { severity, confidence, looks, since } = diagnoses.find((one) => one.code === code)!;
  return { severity, confidence, looks, since: (since - NOW) / SECOND };
}

describe('the diagnosis of a machine', () => {
  it('rests on one look as long as there is one', async () => {
    const id = await fleet.machine();
    await take(id, [0, OFFLINE]);
    expect(await found(id, 'server-unreachable')).toEqual({
      severity: 'problem',
      confidence: 'likely',
      looks: 1,
      since: 0,
    });
  });

  it('is no alarm while the machine was looking for its server seconds ago, and is certain once it lasts', async () => {
    const id = await fleet.machine();
    await take(id, [0, ['dormant']], [290, ['probe (primary server)']], [300, OFFLINE]);
    expect(await found(id, 'server-unreachable')).toEqual({
      severity: 'warning',
      confidence: 'possible',
      looks: 1,
      since: 300,
    });
    await take(id, [600, OFFLINE]);
    expect(await found(id, 'server-unreachable')).toEqual({
      severity: 'problem',
      confidence: 'certain',
      looks: 2,
      since: 300,
    });
  });

  it('sees what comes and goes', async () => {
    const id = await fleet.machine();
    await take(id, [0, ['dormant']], [300, OFFLINE], [600, ['dormant']], [900, OFFLINE]);
    expect(await found(id, 'flapping')).toMatchObject({ severity: 'warning', confidence: 'likely' });
  });

  it('takes what an older version kept, which told no sources', async () => {
    const id = await fleet.machine();
    await take(id, [0, ['dormant']], [300, OFFLINE]);
    await fleet.rows(
      `update observation_history set observation = observation - 'sources' where machine_id = $1`,
      [id],
    );
    await fleet.rows(`update machine_facts set observation = observation - 'sources' where machine_id = $1`, [
      id,
    ]);
    const { decision, diagnoses } = await verbs['machine.get'](fleet.as('viewer'), { id });
    expect(decision?.type.decidedBy).toBe('local');
    expect(diagnoses.map(({ code }) => code)).toContain('server-unreachable');
  });
});

describe('who decides on a machine', () => {
  it('is told with what would become of a change, and is not known before the first look', async () => {
    const id = await fleet.machine();
    expect((await verbs['machine.get'](fleet.as('viewer'), { id })).decision).toBeNull();
    await take(id, [0, ['dormant']]);
    const { decision } = await verbs['machine.get'](fleet.as('viewer'), { id });
    expect(decision).toMatchObject({ type: { decidedBy: 'local', value: 'client' }, missing: [] });
    expect(decision!.forecasts.length).toBeGreaterThan(0);
  });
});

it('are judged by every rule, with the fact of each verdict and when it was read', async () => {
  const id = await fleet.machine();
  expect((await verbs['machine.get'](fleet.as('viewer'), { id })).findings).toEqual([]);
  await take(id, [0, OFFLINE]);
  const { findings } = await verbs['machine.get'](fleet.as('viewer'), { id });
  const read = new Date(NOW).toISOString();
  const verdictOf = (rule: string) => findings.find((one) => one.id === rule);
  expect(verdictOf('microsoft-prefer-ipv4')).toMatchObject({ verdict: 'pass', factAt: read });
  expect(verdictOf('teredo-server-answers')).toMatchObject({ verdict: 'finding', kind: 'function' });
  expect(verdictOf('stig-winne-000004')).toMatchObject({ verdict: 'not-applicable', factAt: read });
});
