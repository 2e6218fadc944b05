import { expect, it } from 'vitest';
import { expireEvidenceBundles } from '../src';
import { useJobDatabase } from './support/job-scene';

const { pool, admin, makeJob } = useJobDatabase();

/** A finished bundle, the older the greater `minutesAgo`; asked for by a person, or by whoever holds a link. */
async function bundle(
  rollout: { id: string; scopeId: string },
  { by, minutesAgo, kept = 30 }: { by: 'person' | 'link'; minutesAgo: number; kept?: number },
): Promise<string> {
  const { rows } = await admin().query<{ id: string }>(
    `insert into evidence_bundle
       (rollout_id, scope_id, requested_by_id, requested_by_name, state, interim, finished_at, expires_at,
        manifest, key_id, signature, host, bytes, sha256)
     values ($1, $2, $3, 'Ines Example', 'ready', true, now() - make_interval(mins => $4),
       now() + make_interval(days => $5), '{}', 'a key', decode(repeat('00', 64), 'hex'), 'a host', 1,
       decode(repeat('00', 32), 'hex')) returning id`,
    [rollout.id, rollout.scopeId, by === 'person' ? 'ines' : null, minutesAgo, kept],
  );
  return rows[0]!.id;
}

const ready = async (): Promise<string[]> =>
  (await admin().query<{ id: string }>(`select id from evidence_bundle where state = 'ready'`)).rows
    .map(({ id }) => id)
    .sort();

it('keeps the newest bundles of a rollout for their time, and no more', async () => {
  const { rollout, machine } = await makeJob();
  const of = { id: rollout.id, scopeId: machine.scopeId };
  const made: string[] = [];
  for (const minutesAgo of [50, 40, 30, 20]) made.push(await bundle(of, { by: 'person', minutesAgo }));
  await bundle(of, { by: 'person', minutesAgo: 60, kept: -1 });
  await expireEvidenceBundles(pool('reporter'), 2);
  expect(await ready()).toEqual(made.slice(2).sort());
});

it('lets nobody who has only a link push out a bundle that somebody with an account asked for', async () => {
  await admin().query('delete from evidence_bundle');
  const { rollout, machine } = await makeJob();
  const of = { id: rollout.id, scopeId: machine.scopeId };
  const own = await bundle(of, { by: 'person', minutesAgo: 90 });
  const shared: string[] = [];
  for (const minutesAgo of [40, 30, 20, 10]) shared.push(await bundle(of, { by: 'link', minutesAgo }));
  await expireEvidenceBundles(pool('reporter'), 2);
  expect(await ready()).toEqual([own, ...shared.slice(2)].sort());
});
