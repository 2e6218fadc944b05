import { upsertFacts } from '@teredo-fleet/db';
import type { Observation } from '@teredo-fleet/teredo';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { onWindows, windows } from '../../teredo/test/factories';
import { observationFacts, type VerbInput, verbs } from '../src';
import { uuidV5 } from '../src/core/uuid-v5';
import { NOW, TestFleet } from './support/fleet';
import { oscalErrors } from './support/published-schemas';
import { versionOf } from './support/rule-version';

const STIG = 'stig-wn12-cc-000010';
const os = {
  name: 'Windows Server 2012 R2 Standard',
  version: '6.3.9600',
  servicePack: null,
  displayLanguage: 'en',
};
/** What names may hold: markup, an end of a CDATA section, emoji, writing from right to left, spaces around. */
const ODD = ' <b>&"]]>\u202e\u0007 مرحبا 🎈 ';
const PRINTABLE = ' <b>&"]]> مرحبا 🎈';

interface Named {
  uuid: string;
  props: { name: string; value: string }[];
}
interface Result extends Named {
  title: string;
  description: string;
  observations?: (Named & { title: string; description: string })[];
  risks?: (Named & {
    status: string;
    deadline?: string;
    'risk-log'?: { entries: { description: string }[] };
  })[];
  findings?: (Named & {
    target: { 'target-id': string; status: { state: string; reason: string } };
    'related-risks'?: { 'risk-uuid': string }[];
  })[];
}
interface Document {
  'assessment-results': {
    uuid: string;
    results: Result[];
    'local-definitions': { 'objectives-and-methods': object[] };
  };
}

let fleet: TestFleet;
let kiosk: string;

async function look(machineId: string, observation: Observation): Promise<void> {
  const at = new Date(NOW - 3_600_000);
  const facts = observationFacts({
    machineId,
    observedAt: at,
    receivedAt: at,
    reason: 'periodic',
    observation,
  });
  if ('unreadable' in facts) throw new Error(facts.unreadable);
  await upsertFacts(fleet.database.pool('gateway'), [facts]);
}

async function file(asked: Omit<VerbInput<'finding.export'>, 'format'> = {}) {
  const { chunks, fileName } = await verbs['finding.export'](fleet.as('auditor'), {
    ...asked,
    format: 'oscal',
  });
  let text = '';
  for await (const chunk of chunks) text += chunk;
  return { text, fileName, results: (JSON.parse(text) as Document)['assessment-results'].results };
}

beforeAll(async () => {
  fleet = await TestFleet.create();
  kiosk = await fleet.machine({ hostname: 'kiosk', labels: ['public'] });
  await look(kiosk, windows({ os }));
  await look(
    await fleet.machine({ hostname: ODD }),
    windows({ ...onWindows, os: { ...os, name: ODD, version: '10.0.19045' } }),
  );
  await look(await fleet.machine({ hostname: 'good' }), windows({ os, policyTeredoState: 'Disabled' }));
  await fleet.machine({ hostname: 'silent' });
  await verbs['waiver.grant'](fleet.as('approver'), {
    ruleId: STIG,
    ruleVersion: versionOf(STIG),
    machineId: kiosk,
    owner: PRINTABLE,
    reason: `replaced in March${PRINTABLE}`,
    expiresAt: new Date(NOW + 86_400_000).toISOString(),
  });
});
afterAll(() => fleet.close());

describe('findings as OSCAL assessment results', () => {
  it('are valid by the schema that NIST publishes, whatever machines and people are called', async () => {
    const { text, fileName } = await file();
    expect(oscalErrors(text)).toEqual([]);
    expect(fileName).toBe('teredo-fleet-findings-20261123T100000Z.oscal.json');
    // The check itself can fail.
    expect(oscalErrors(text.replace('"last-modified"', '"modified"'))).not.toEqual([]);
    expect(oscalErrors(text.replace(uuidV5('machine', kiosk), kiosk))).not.toEqual([]);
  });

  it('hold a result for each machine: a conclusion where there is one, an observation for every verdict', async () => {
    const { results } = await file();
    const titles = results.map(({ title }) => title);
    expect(titles).toHaveLength(4);
    const good = results.find(({ title }) => title.endsWith(' good'))!;
    expect(good.observations).toHaveLength(9);
    const states = Object.fromEntries(
      good.findings!.map(({ target }) => [target['target-id'], target.status]),
    );
    expect(states[`${STIG}_objective`]).toEqual({ state: 'satisfied', reason: 'pass' });
    expect(states['stig-winne-000004_objective']).toBeUndefined();
    const silent = results.find(({ title }) => title.endsWith(' silent'))!;
    expect(silent.description).toMatch(/told nothing yet/);
    expect([silent.observations, silent.findings]).toEqual([undefined, undefined]);
  });

  it('name a waived finding as not satisfied, its risk as a deviation that is approved until a day', async () => {
    const { results } = await file({ machineId: kiosk });
    const [{ findings, risks }] = results as [Result];
    const waived = findings!.find(({ target }) => target['target-id'] === `${STIG}_objective`)!;
    expect(waived.target.status).toEqual({ state: 'not-satisfied', reason: 'other' });
    const risk = risks!.find(({ uuid }) => uuid === waived['related-risks']![0]!['risk-uuid'])!;
    expect(risk).toMatchObject({
      status: 'deviation-approved',
      deadline: new Date(NOW + 86_400_000).toISOString(),
    });
    expect(risk['risk-log']!.entries[0]!.description).toMatch(/^replaced in March/);
    expect(risks!.filter(({ status }) => status === 'open').length).toBe(
      findings!.filter(({ target }) => target.status.reason === 'fail').length,
    );
  });

  it('are valid where no machine is in them, and where only some verdicts were asked for', async () => {
    const none = await file({ filter: { status: ['retired'] } });
    expect(oscalErrors(none.text)).toEqual([]);
    expect(none.results.map(({ title }) => title)).toEqual(['No machine']);
    const some = await file({ rules: [STIG], verdicts: ['waived'] });
    expect(oscalErrors(some.text)).toEqual([]);
    expect(some.results.map(({ findings }) => findings!.length)).toEqual([1]);
  });

  it('give the same things the same ids, each of version 5', () => {
    expect(uuidV5('machine', 'a')).toBe(uuidV5('machine', 'a'));
    expect(uuidV5('machine', 'a')).not.toBe(uuidV5('risk', 'a'));
    expect(uuidV5('x')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
