import { upsertFacts } from '@teredo-fleet/db';
import type { Observation } from '@teredo-fleet/teredo';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { windows } from '../../teredo/test/factories';
import { observationFacts, type VerbInput, verbs } from '../src';
import { xmlText } from '../src/core/xml-text';
import { ZipPieces } from '../src/core/zip-pieces';
import { NOW, TestFleet } from './support/fleet';
import { checklistErrors } from './support/published-schemas';
import { versionOf } from './support/rule-version';
import { unzip } from './support/unzip';

const STIG = 'stig-wn12-cc-000010';
const server = {
  name: 'Windows Server 2012 R2 Standard',
  version: '6.3.9600',
  servicePack: null,
  displayLanguage: 'en',
};
const seven = { ...server, name: 'Windows 7 Professional', version: '6.1.7601' };
const ODD = ' <b>&"]]>\u202e\u0007 مرحبا 🎈 \ud83c';

let fleet: TestFleet;
let machines: { kiosk: string; odd: string; good: string; seven: string; other: string };

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
  const { chunks, ...about } = await verbs['finding.export'](fleet.as('auditor'), {
    ...asked,
    format: 'ckl',
  });
  const pieces: Buffer[] = [];
  for await (const chunk of chunks) pieces.push(Buffer.from(chunk));
  return { content: Buffer.concat(pieces), ...about };
}
const checklist = async (machineId: string) => (await file({ machineId })).content.toString('utf8');

beforeAll(async () => {
  fleet = await TestFleet.create();
  machines = {
    kiosk: await fleet.machine({ hostname: 'kiosk', labels: ['public'] }),
    odd: await fleet.machine({ hostname: ODD.slice(0, -1) }),
    good: await fleet.machine({ hostname: 'good' }),
    seven: await fleet.machine({ hostname: 'seven' }),
    other: await fleet.machine({ hostname: 'other' }),
  };
  await look(machines.kiosk, windows({ os: server }));
  await look(machines.odd, windows({ os: server }));
  await look(machines.good, windows({ os: server, policyTeredoState: 'Disabled' }));
  await look(machines.seven, { ...windows({ os: seven }), sources: null });
  await look(machines.other, windows({}));
  await verbs['waiver.grant'](fleet.as('approver'), {
    ruleId: STIG,
    ruleVersion: versionOf(STIG),
    machineId: machines.kiosk,
    owner: 'Kiosk <team>',
    reason: 'replaced in March ]]>',
    expiresAt: new Date(NOW + 86_400_000).toISOString(),
  });
});
afterAll(() => fleet.close());

describe('a checklist of DISA', () => {
  it('is valid by the schema of its viewer, whatever the machine is called', async () => {
    for (const id of [machines.kiosk, machines.odd, machines.good, machines.seven])
      expect(await checklistErrors(await checklist(id))).toEqual([]);
    // The check itself can fail.
    const broken = (await checklist(machines.good)).replace('NotAFinding', 'Passed');
    expect(await checklistErrors(broken)).not.toEqual([]);
  });

  it('says of a rule what it came to, in the four words that there are', async () => {
    const status = async (id: string) => /<STATUS>(.*?)<\/STATUS>/.exec(await checklist(id))?.[1];
    expect(await status(machines.odd)).toBe('Open');
    expect(await status(machines.good)).toBe('NotAFinding');
    expect(await status(machines.seven)).toBe('Not_Reviewed');
  });

  it('leaves a waived finding open, with who answers for it', async () => {
    const text = await checklist(machines.kiosk);
    expect(text).toContain('<STATUS>Open</STATUS>');
    expect(text).toMatch(
      /<COMMENTS>Waived, and open all the same: Kiosk &lt;team&gt; answers for it until .* Reason: replaced in March \]\]&gt;\./,
    );
  });

  it('has the rule of the guide for its system alone, numbered as DISA does, and says so', async () => {
    const text = await checklist(machines.kiosk);
    expect(text.match(/<VULN>/g)).toHaveLength(1);
    for (const part of [
      'WN12-CC-000010',
      'V-225323',
      'SV-225323r569185_rule',
      'for a domain controller the same rule',
      'and no others',
    ])
      expect(text).toContain(part);
    expect(await checklist(machines.seven)).toContain('WINNE-000004');
  });

  it('is not made where no rule of DISA is for the system, and the refusal says why', async () => {
    await expect(file({ machineId: machines.other })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/Windows Server 2012 and 2012 R2, and for Windows 7 alone/),
    });
    await expect(file({ verdicts: ['finding'] })).rejects.toMatchObject({ code: 'invalid' });
  });

  it('of each machine that has one stands in a zip, which says how many have none', async () => {
    const { content, fileName, contentType } = await file();
    const files = unzip(content);
    const names = [...files.keys()];
    expect([fileName, contentType]).toEqual([
      'teredo-fleet-checklists-20261123T100000Z.zip',
      'application/zip',
    ]);
    expect(names).toHaveLength(5);
    expect(names).toContain(`kiosk_${machines.kiosk}.ckl`);
    for (const [name, text] of files) {
      expect(name).toMatch(/^[A-Za-z0-9._-]+$/);
      if (name.endsWith('.ckl')) expect(await checklistErrors(text)).toEqual([]);
    }
    expect(files.get('README.txt')).toMatch(/of 4 machines[\s\S]*1 other machines/);
  });
});

describe('what checklists are written with', () => {
  it('holds no character that XML can not', () => {
    expect(xmlText(ODD)).toBe(' &lt;b&gt;&amp;"]]&gt;\u202e\ufffd مرحبا 🎈 \ufffd');
    expect(xmlText('a\r\nb\u0000\ufffe')).toBe('a&#13;\nb\ufffd\ufffd');
  });

  it('lists more files than the plain form of a zip can count', () => {
    const zip = new ZipPieces(new Date(NOW));
    for (let i = 0; i < 70_000; i += 1) zip.add({ name: `${i}.txt`, text: 'x' });
    const end = Buffer.from(zip.end());
    const far = end.lastIndexOf(Buffer.from([0x50, 0x4b, 6, 6]));
    expect(Number(end.readBigUInt64LE(far + 32))).toBe(70_000);
    expect(end.readUInt16LE(end.length - 12)).toBe(0xffff);
  });
});
