import { upsertFacts } from '@teredo-fleet/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linux, offLinux } from '../../teredo/test/factories';
import { observationFacts, type VerbInput, verbs } from '../src';
import { NOW, TestFleet } from './support/fleet';
import { unzip } from './support/unzip';

const DAY_MS = 86_400_000;
const RULE = 'firewall-on-with-teredo';
const daysAgo = (days: number) => new Date(NOW - days * DAY_MS);
let fleet: TestFleet;
let desk = '';
let gone = '';

async function seen(machineId: string, at: Date, verdict: string, server: string | null = null) {
  const facts = observationFacts({
    machineId,
    observedAt: at,
    receivedAt: at,
    reason: 'periodic',
    observation: structuredClone(linux(verdict === 'pass' ? offLinux : {})),
  });
  if ('unreadable' in facts) throw new Error(facts.unreadable);
  await upsertFacts(fleet.database.pool('gateway'), [
    { ...facts, observationHash: Buffer.from(`${at.getTime()}`), server, findings: [`${RULE}@1=${verdict}`] },
  ]);
}

beforeAll(async () => {
  fleet = await TestFleet.create();
  fleet.now = NOW;
  desk = await fleet.machine({ hostname: 'desk' });
  gone = await fleet.machine({ hostname: 'gone' });
  await fleet.admin.query('update machine_status_history set since = $1', [daysAgo(90)]);
  await seen(desk, daysAgo(50), 'finding', 'teredo.example.net');
  await seen(gone, daysAgo(50), 'finding');
  await seen(desk, daysAgo(10), 'pass');
  await fleet.admin.query('insert into machine_status_history values ($1, $2, $3)', [
    gone,
    daysAgo(20),
    'retired',
  ]);
  await fleet.admin.query(`update machine set status = 'retired', retired_at = $2 where id = $1`, [
    gone,
    daysAgo(20),
  ]);
});
afterAll(() => fleet.close());

async function rowsOf(input: Omit<VerbInput<'finding.export'>, 'format'>): Promise<string[][]> {
  const { chunks } = await verbs['finding.export'](fleet.as('auditor'), { format: 'json', ...input });
  let text = '';
  for await (const chunk of chunks) text += chunk;
  const { at, machines } = JSON.parse(text);
  expect(at).toBe(new Date(String(input.at)).toISOString());
  return machines.map(
    (one: { machine: { hostname: string }; verdicts: { ruleId: string; verdict: string }[] }) => [
      one.machine.hostname,
      one.verdicts.find(({ ruleId }) => ruleId === RULE)?.verdict ?? 'nothing',
    ],
  );
}
const at = (days: number) => daysAgo(days).toISOString();

describe('a file of findings at a moment', () => {
  it('has the verdicts that stood then, of the machines that were in use then', async () => {
    expect(await rowsOf({ at: at(30) })).toEqual([
      ['desk', 'finding'],
      ['gone', 'finding'],
    ]);
    expect(await rowsOf({ at: at(5) })).toEqual([['desk', 'pass']]);
    expect(await rowsOf({ at: at(60) })).toEqual([
      ['desk', 'nothing'],
      ['gone', 'nothing'],
    ]);
  });

  it('is of the machines whose people had been told nothing, which is asked of no other file', async () => {
    const told = (word: string) => ({ filter: { told: [word] } });
    expect(await rowsOf({ at: at(30), ...told('nothing') })).toEqual(await rowsOf({ at: at(30) }));
    expect(await rowsOf({ at: at(30), ...told('refused') })).toEqual([]);
    const now = { format: 'csv', ...told('nothing') } as const;
    await expect(verbs['finding.export'](fleet.as('auditor'), now)).rejects.toThrow(/asked of a moment/);
  });

  it('is of the machines that are found by what they were, and of one that is named', async () => {
    expect(await rowsOf({ at: at(30), filter: { server: ['teredo.example.net'] } })).toEqual([
      ['desk', 'finding'],
    ]);
    expect(await rowsOf({ at: at(5), filter: { server: ['teredo.example.net'] } })).toEqual([]);
    expect(await rowsOf({ at: at(5), machineId: gone })).toEqual([['gone', 'finding']]);
  });

  it('has the machines that waited or were in quarantine then, as the past counts them', async () => {
    const held = await fleet.machine({ hostname: 'held', status: 'quarantined' });
    const waits = await fleet.machine({ hostname: 'waits', status: 'pending' });
    await fleet.admin.query('update machine_status_history set since = $1 where machine_id = any($2)', [
      daysAgo(90),
      [held, waits],
    ]);
    const { rows } = await verbs['past.machines'](fleet.as('auditor'), { at: at(5) });
    const listed = rows.map(({ hostname }) => hostname);
    expect(listed).toEqual(['desk', 'held', 'waits']);
    expect((await rowsOf({ at: at(5) })).map(([hostname]) => hostname)).toEqual(listed);
    expect(await rowsOf({ at: at(5), filter: { status: ['active'] } })).toEqual([['desk', 'pass']]);
    await fleet.admin.query('delete from machine where id = any($1)', [[held, waits]]);
  });

  it.each(['csv', 'oscal'] as const)(
    'does not say that nothing was told where it may be that nothing of it is kept: %s',
    async (format) => {
      const { chunks } = await verbs['finding.export'](fleet.as('auditor'), { format, at: at(60) });
      let text = '';
      for await (const chunk of chunks) text += chunk;
      expect(text).toContain('Nothing is known of what this machine had told by then');
      expect(text).not.toContain('told nothing yet');
    },
  );

  it('has no words of a rule that looks at what changes with every look', async () => {
    await fleet.admin.query(
      `insert into own_rule (id, version, title, demand, remedy, kind, severity, asks, reads_volatile, created_by_id, created_at, changed_by_id, changed_at)
       values ('own-fresh', 1, 'Fresh', 'looks', 'look', 'function', 'low', 'machine.lookAge < 90 days', true, 'a', now(), 'a', now())`,
    );
    await fleet.admin.query(
      `insert into machine_finding (machine_id, rule_id, rule_version, verdict, since) values ($1, 'own-fresh', 1, 'pass', $2)`,
      [desk, daysAgo(49)],
    );
    const { chunks } = await verbs['finding.export'](fleet.as('auditor'), {
      format: 'json',
      at: at(30),
      machineId: desk,
      rules: ['own-fresh'],
    });
    let text = '';
    for await (const chunk of chunks) text += chunk;
    // The newest look before then is not kept where it said the same as the one before it.
    expect(JSON.parse(text).machines[0].verdicts).toMatchObject([{ verdict: 'pass', text: '', facts: [] }]);
  });

  it('has verdicts of an observation that an earlier version took and this one does not read', async () => {
    await fleet.admin.query(
      `update observation_history set observation = '{"effective": {}}' where machine_id = $1 and observed_at < $2`,
      [desk, daysAgo(20)],
    );
    expect(await rowsOf({ at: at(30), machineId: desk })).toEqual([['desk', 'finding']]);
  });

  it('counts a waiver that held then, although it was taken back since', async () => {
    await fleet.admin.query(
      `insert into waiver (scope_id, rule_id, rule_version, machine_id, owner, reason, granted_by_id, granted_at, expires_at, revoked_at, revoked_by_id, revoke_reason)
       select scope_id, $2, 1, id, 'Ann', 'as agreed', 'a', $3, $4, $5, 'a', 'not so' from machine where id = $1`,
      [desk, RULE, daysAgo(40), daysAgo(1), daysAgo(25)],
    );
    expect(await rowsOf({ at: at(30), machineId: desk })).toEqual([['desk', 'waived']]);
    expect(await rowsOf({ at: at(20), machineId: desk })).toEqual([['desk', 'finding']]);
  });

  describe('from before the time of keeping', () => {
    const KEPT = 40;
    beforeAll(() =>
      fleet.admin.query(
        `insert into setting (key, value) values ('retention', jsonb_build_object('observations', $1::int))`,
        [KEPT],
      ),
    );
    afterAll(() => fleet.admin.query(`delete from setting where key = 'retention'`));

    const textOf = async (input: VerbInput<'finding.export'>) => {
      const { chunks } = await verbs['finding.export'](fleet.as('auditor'), input);
      const pieces: Buffer[] = [];
      for await (const chunk of chunks) pieces.push(Buffer.from(chunk));
      const file = Buffer.concat(pieces);
      const isZip = input.format === 'ckl' && input.machineId === undefined;
      return isZip ? [...unzip(file).values()].join('') : file.toString();
    };

    it.each(['csv', 'json', 'oscal', 'ckl'] as const)(
      'names that time, and what it can not hold: %s',
      async (format) => {
        const words = `is kept since ${at(KEPT)}`;
        expect(await textOf({ format, at: at(45) })).toContain(words);
        // With no machine in it, too: that may be why there is none.
        expect(await textOf({ format, at: at(45), filter: { search: 'nobody' } })).toContain(words);
        expect(await textOf({ format, at: at(35) })).not.toContain(words);
        expect(await textOf({ format })).not.toContain(words);
      },
    );

    it('and so does the refusal of a checklist that may be for want of what is not kept', async () => {
      await expect(textOf({ format: 'ckl', machineId: desk, at: at(45) })).rejects.toThrow(at(KEPT));
      await expect(textOf({ format: 'ckl', machineId: desk, at: at(35) })).rejects.toThrow(
        /another system.*yet\.$/,
      );
    });

    it('for programs as a value, with every moment', async () => {
      const early = JSON.parse(await textOf({ format: 'json', at: at(45) }));
      expect(early).toMatchObject({
        at: at(45),
        keptSince: at(KEPT),
        notKept: expect.stringContaining(at(KEPT)),
      });
      const late = JSON.parse(await textOf({ format: 'json', at: at(35) }));
      expect(late).toMatchObject({ keptSince: at(KEPT), notKept: null });
      expect(JSON.parse(await textOf({ format: 'json' }))).toMatchObject({ keptSince: null, notKept: null });
      const { metadata } = JSON.parse(await textOf({ format: 'oscal', at: at(45) }))['assessment-results'];
      expect(metadata.props).toContainEqual(expect.objectContaining({ name: 'kept-since', value: at(KEPT) }));
    });
  });

  it.each([
    [{ at: new Date(NOW + DAY_MS).toISOString() }, /yet to come/],
    [{ at: at(5), filter: { contact: ['online' as const] } }, /contact/],
    [{ timeZone: 'Europe/Oslo' }, /time zone is of a moment/],
    [{ at: '2026-03-29T02:30', timeZone: 'Europe/Oslo' }, /put forward/],
  ])('is refused with words: %j', async (input, words) => {
    await expect(verbs['finding.export'](fleet.as('auditor'), { format: 'csv', ...input })).rejects.toThrow(
      words,
    );
  });
});
