import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type UserActor, verbs } from '../src';
import { TestFleet } from './support/fleet';

let fleet: TestFleet;
let branch: UserActor;
beforeAll(async () => {
  fleet = await TestFleet.create();
  branch = await fleet.person('operator', [fleet.otherScopeId]);
});
afterAll(() => fleet.close());
beforeEach(async () => {
  await fleet.admin.query('delete from alert');
  await fleet.admin.query('delete from alert_destination');
});

interface Made {
  kind?: string;
  subject?: string;
  scopeId?: string | null;
  machines?: number;
  minutesAgo?: number;
  ended?: boolean;
}

async function alert(made: Made = {}): Promise<string> {
  const { kind = 'drift', subject = '', scopeId = fleet.scopeId, machines = 3, minutesAgo = 5, ended } = made;
  const at = new Date(fleet.now - minutesAgo * 60_000);
  const { rows } = await fleet.admin.query<{ id: string }>(
    `insert into alert (kind, subject, scope_id, name, machines, out_of, before, text, opened_at, told_at, clear_since, ended_at)
     values ($1, $2, $3, 'Name', $4, 1200, 2, 'Its words.', $5, $5, $6, $6) returning id`,
    [kind, subject, scopeId, machines, at, ended ? new Date(fleet.now - (minutesAgo - 1) * 60_000) : null],
  );
  return rows[0]!.id;
}

const list = (who: Parameters<TestFleet['as']>[0], input: Parameters<(typeof verbs)['alert.list']>[1] = {}) =>
  verbs['alert.list'](fleet.as(who), input);
const entries = (action: string) =>
  fleet.rows(
    `select object_name, before, after, reason from audit_entry where action = $1 and outcome = 'done' order by seq`,
    [action],
  );

describe('alerts', () => {
  it('are told in words with where their subject is, in several scopes with theirs', async () => {
    const rollout = randomUUID();
    await alert({ kind: 'rollout-paused', subject: rollout, minutesAgo: 1 });
    await alert({ kind: 'new-finding', subject: 'xbox-party', machines: 1, minutesAgo: 2 });
    await alert({ kind: 'agents-lost', machines: 1100, minutesAgo: 3 });
    await alert({ kind: 'chain-broken', scopeId: null, minutesAgo: 4 });
    await alert({ kind: 'rollout-held', subject: rollout, minutesAgo: 5 });
    const { rows, openByKind } = await list('viewer');
    const hourAgo = new Date(fleet.now - 63 * 60_000).toISOString();
    expect(rows.map(({ title, path }) => [title, path])).toEqual([
      ['Rollout paused: Name (Everything)', `/rollouts/${rollout}`],
      ['New findings: Name: 1 machine more (Everything)', '/findings/xbox-party'],
      [
        'Agents lost: 1,100 machines of 1,200 silent (Everything)',
        `/machines?status=active&silentSince=${hourAgo}&scope=${fleet.scopeId}`,
      ],
      ['The audit chain is broken', '/audit/chain'],
      ['Rollout waits for somebody: Name (Everything)', `/rollouts/${rollout}`],
    ]);
    expect(rows[0]!.sentence).toBe('Its words.');
    expect(openByKind).toMatchObject({ 'rollout-paused': 1, drift: 0 });
  });

  it('are those of one’s own scopes, and of the whole installation for those who see all of it', async () => {
    await alert();
    await alert({ scopeId: null, kind: 'chain-broken' });
    const own = await alert({ scopeId: fleet.otherScopeId });
    const { rows, openByKind } = await list(branch);
    expect(rows.map(({ id }) => id)).toEqual([own]);
    expect(openByKind).toMatchObject({ drift: 1, 'chain-broken': 0 });
    expect(await verbs['alert.counts'](fleet.as(branch), {})).toEqual({ open: 1, unacknowledged: 1 });
    expect(await verbs['alert.counts'](fleet.as('viewer'), {})).toEqual({ open: 3, unacknowledged: 3 });
  });

  it('are read page by page, by kind, open ones apart from those that ended', async () => {
    for (let n = 0; n < 5; n += 1) await alert({ subject: String(n), minutesAgo: n + 1, ended: n >= 3 });
    await alert({ kind: 'agents-lost' });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof list>> = await list('viewer', {
        kinds: ['drift'],
        limit: 2,
        cursor,
      });
      seen.push(...page.rows.map(({ subject }) => subject));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(['0', '1', '2']);
    const ended = await list('viewer', { which: 'ended' });
    expect(ended.rows.map(({ subject }) => subject)).toEqual(['3', '4']);
  });

  it('are taken on by somebody, once, with an entry', async () => {
    const id = await alert();
    await verbs['alert.acknowledge'](fleet.as('operator'), { id, reason: 'I look at the desks' });
    const { rows } = await list('viewer');
    expect(rows[0]!.acknowledged).toMatchObject({
      by: expect.stringMatching(/^operator/),
      reason: 'I look at the desks',
    });
    expect(await verbs['alert.counts'](fleet.as('viewer'), {})).toEqual({ open: 1, unacknowledged: 0 });
    await expect(verbs['alert.acknowledge'](fleet.as('operator'), { id })).rejects.toThrow(
      /is at it already/,
    );
    const over = await alert({ subject: 'over', ended: true });
    await expect(verbs['alert.acknowledge'](fleet.as('operator'), { id: over })).rejects.toThrow(
      /has ended by itself/,
    );
    expect(await entries('alert.acknowledge')).toMatchObject([{ reason: 'I look at the desks' }]);
  });
});

/** What became of each, in alphabetical order. */
const codesOf = (made: readonly PromiseSettledResult<unknown>[]): string[] =>
  made
    .map((one) => (one.status === 'fulfilled' ? 'done' : String((one.reason as { code?: string }).code)))
    .sort();

describe('a place where alerts are told', () => {
  const create = (who: Parameters<TestFleet['as']>[0], rest = {}) =>
    verbs['alertDestination.create'](fleet.as(who), {
      name: 'Night watch',
      to: { kind: 'webhook', url: 'https://hooks.example.com/secret-path' },
      ...rest,
    });

  it('gets a secret that is told once, and neither it nor the path is shown or entered', async () => {
    const { id, secret } = await create('admin', { kinds: ['agents-lost'], scopeIds: [fleet.scopeId] });
    expect(secret).toMatch(/^whsec_/);
    const { rows } = await verbs['alertDestination.list'](fleet.as('auditor'), {});
    expect(rows).toMatchObject([
      {
        id,
        target: 'https://hooks.example.com',
        kinds: ['agents-lost'],
        scopes: [{ name: 'Everything' }],
        waiting: 0,
        failing: null,
      },
    ]);
    const told = JSON.stringify([rows, await entries('alertDestination.create')]);
    expect(told).not.toMatch(/whsec_|secret-path/);
  });

  it('is changed, tried and removed, each with an entry', async () => {
    const { id } = await create('admin', { to: { kind: 'mail', addresses: ['ops@example.com'] } });
    const edit = (rest: object) =>
      verbs['alertDestination.edit'](fleet.as('admin'), { id, name: 'Day watch', ...rest });
    await edit({ to: { kind: 'mail', addresses: ['day@example.com'] } });
    await expect(edit({ to: { kind: 'webhook', url: 'https://hooks.example.com/' } })).rejects.toThrow(
      /stays of the kind/,
    );
    const { deliveryId } = await verbs['alertDestination.test'](fleet.as('admin'), { id });
    expect((await verbs['alertDestination.deliveries'](fleet.as('auditor'), { id })).rows).toMatchObject([
      { id: deliveryId, isTest: true, lines: [], state: 'waiting', answer: null },
    ]);
    await verbs['alertDestination.remove'](fleet.as('admin'), { id });
    expect((await verbs['alertDestination.list'](fleet.as('admin'), {})).rows).toEqual([]);
    expect(await entries('alertDestination.edit')).toMatchObject([
      {
        object_name: 'Day watch',
        before: { name: 'Night watch', target: 'ops@example.com' },
        after: { target: 'day@example.com', targetChanged: true },
      },
    ]);
    expect(await entries('alertDestination.remove')).toHaveLength(1);
  });

  it('is removed once by people who remove it at the same time, and is not there for whoever changes it then', async () => {
    const { id } = await create('admin');
    const removed = await Promise.allSettled(
      [1, 2, 3].map(() => verbs['alertDestination.remove'](fleet.as('admin'), { id })),
    );
    expect(codesOf(removed)).toEqual(['done', 'not-found', 'not-found']);
    const entered = (await fleet.entries(id)).filter(({ action }) => action === 'alertDestination.remove');
    expect(entered.map(({ outcome }) => outcome).sort()).toEqual(['done', 'refused', 'refused']);

    for (let round = 0; round < 3; round += 1) {
      const one = await create('admin', { name: `Round ${round}` });
      const made = await Promise.allSettled([
        verbs['alertDestination.remove'](fleet.as('admin'), { id: one.id }),
        verbs['alertDestination.edit'](fleet.as('admin'), { id: one.id, name: `Changed ${round}` }),
        verbs['alertDestination.test'](fleet.as('admin'), { id: one.id }),
      ]);
      for (const code of codesOf(made)) expect(['done', 'not-found', 'conflict']).toContain(code);
    }
  });

  it('is for whoever sees every scope, and no scope that is not there', async () => {
    const limited = await fleet.person('admin', [fleet.otherScopeId]);
    const { id } = await create('admin');
    await expect(create(limited)).rejects.toThrow(/whole installation/);
    for (const verb of [
      'alertDestination.test',
      'alertDestination.remove',
      'alertDestination.deliveries',
    ] as const)
      await expect(verbs[verb](fleet.as(limited), { id }), verb).rejects.toThrow(/whole installation/);
    await expect(create('admin', { name: 'Other', scopeIds: [randomUUID()] })).rejects.toThrow(/scope/);
    await expect(create('admin')).rejects.toThrow(/already/);
  });

  it.each(['ftp://x.example.com', 'https://user:pass@x.example.com', 'https://'])(
    'is not at %s',
    async (url) => {
      await expect(create('admin', { to: { kind: 'webhook', url } })).rejects.toMatchObject({
        code: 'invalid',
      });
    },
  );
});
