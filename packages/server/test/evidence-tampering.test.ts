import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signSuccession } from '@teredo-fleet/services';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { NODE_TOOLS } from '../../../apps/cli/src/verify/node-tools';
import { ask, checksThat, faultsOf, sourceOf } from '../../../apps/cli/test/verify/ask';
import { askPython, whyNoPython } from '../../../apps/cli/test/verify/python-verifier';
import { writeZip, type ZipPart } from '../../../apps/cli/test/verify/zip-writer';
import { readContent } from '../../evidence/src/verify/zip-content';
import { readDirectory } from '../../evidence/src/verify/zip-directory';
import { createSigningKey, keyIdOf, type SigningKey } from '../src/signing-key';
import { EvidenceBench } from './support/evidence-bench';
import { outcomeRollout } from './support/outcome-rollout';

/** What a bundle holds, to be put together otherwise. */
async function partsIn(bundle: Buffer): Promise<ZipPart[]> {
  const source = sourceOf(bundle);
  const parts: ZipPart[] = [];
  for (const entry of await readDirectory(source)) {
    const pieces: Uint8Array[] = [];
    for await (const piece of readContent(source, entry, NODE_TOOLS)) pieces.push(piece);
    parts.push({ name: entry.name, content: Buffer.concat(pieces) });
  }
  return parts;
}

async function madeBundle(bench: EvidenceBench, rolloutId: string): Promise<Buffer> {
  const id = await bench.ask(rolloutId);
  await bench.report();
  const { rows } = await bench.admin.query('select state, failure from evidence_bundle where id = $1', [id]);
  expect(rows).toEqual([{ state: 'ready', failure: null }]);
  return readFile(bench.file(id));
}

const toldHead = async (bench: EvidenceBench): Promise<string> =>
  (await readFile(bench.headFile, 'utf8')).trim();

const why = whyNoPython();

/** The second verifier says the same of it. */
async function expectAgreement(bundle: Buffer, outside: { fingerprint?: string; head?: string }) {
  if (why !== null) return;
  const folder = await mkdtemp(join(tmpdir(), 'teredo-fleet-python-'));
  const path = join(folder, 'bundle.zip');
  await writeFile(path, bundle);
  const { fingerprint = null, head = null } = outside;
  const [told] = askPython([{ path, fingerprint, head }]);
  const verdict = await ask(bundle, outside);
  const notChecked = [...new Set(checksThat(verdict, 'not-checked'))].sort();
  expect(told).toEqual({ faults: faultsOf(verdict).sort(), notChecked });
  await rm(folder, { recursive: true });
}

describe('a bundle as the server makes it', () => {
  let bench: EvidenceBench;
  let bundle: Buffer;
  let parts: ZipPart[];
  let outside: { fingerprint: string; head: string };
  beforeAll(async () => {
    bench = await EvidenceBench.open();
    const { id } = await outcomeRollout(bench.database);
    await bench.link();
    await bench.sign();
    outside = { fingerprint: keyIdOf(bench.key.publicKey), head: await toldHead(bench) };
    bundle = await madeBundle(bench, id);
    parts = await partsIn(bundle);
  }, 120_000);
  afterAll(() => bench.close());

  const edited = (name: string, change: (text: string) => string): Buffer =>
    writeZip(
      parts.map((part) =>
        part.name === name
          ? { name, content: Buffer.from(change(Buffer.from(part.content).toString('utf8'))) }
          : part,
      ),
    );
  const records =
    (change: (rows: string[]) => string[]) =>
    (text: string): string =>
      change(text.split('\r\n').slice(0, -1))
        .map((row) => `${row}\r\n`)
        .join('');

  it('holds in every part, with a fingerprint and a head that were told outside', async () => {
    const verdict = await ask(bundle, outside);
    expect(verdict.findings.filter(({ verdict: kind }) => kind !== 'holds')).toEqual([]);
    expect(verdict.outcome).toBe('holds');
    await expectAgreement(bundle, outside);
  });

  it('holds as it is put together by another program, without data descriptors', async () => {
    expect((await ask(writeZip(parts), outside)).outcome).toBe('holds');
  });

  it.each([
    ['a cell', (rows: string[]) => rows.with(1, rows[1]!.replace(/.$/, '!')), 'rows changed machines.csv 1'],
    ['a record left out', (rows: string[]) => rows.toSpliced(2, 1), 'rows missing machines.csv 2'],
    ['a record put in', (rows: string[]) => rows.toSpliced(1, 0, 'mine'), 'rows added machines.csv 1'],
    [
      'two records exchanged',
      (rows: string[]) => rows.with(1, rows[2]!).with(2, rows[1]!),
      'rows moved machines.csv 2',
    ],
  ])('with %s names the row', async (_name, change, fault) => {
    const changed = edited('machines.csv', records(change));
    expect(faultsOf(await ask(changed, outside))).toEqual(['files changed machines.csv', fault]);
    await expectAgreement(changed, outside);
  });

  it.each(['report.pdf', 'report.xlsx'])('with another %s says so', async (name) => {
    const changed = writeZip(
      parts.map((part) => (part.name === name ? { ...part, content: Buffer.from('another') } : part)),
    );
    expect(faultsOf(await ask(changed, outside))).toEqual([`files changed ${name}`]);
  });

  it('with another machine in the report names it', async () => {
    const changed = edited('report.json', (text) => {
      const lines = text.split('\n');
      const at = lines.indexOf('"machines":[') + 2;
      return lines.with(at, lines[at]!.replace(/"[0-9a-f]{8}-/, '"00000000-')).join('\n');
    });
    expect(faultsOf(await ask(changed, outside))).toEqual([
      'files changed report.json',
      'rows changed report.json 2',
    ]);
    await expectAgreement(changed, outside);
  });

  it('with another promise in its manifest is not signed', async () => {
    const changed = edited('manifest.json', (text) => text.replace('"failed":1', '"failed":0'));
    expect(faultsOf(await ask(changed, outside))).toEqual(['signature wrong-signature manifest.json']);
  });

  it('of another installation is told by the fingerprint', async () => {
    const other = await EvidenceBench.open();
    const { id } = await outcomeRollout(other.database);
    await other.link();
    await other.sign();
    const theirs = await madeBundle(other, id);
    await other.close();
    expect(faultsOf(await ask(theirs, outside))).toEqual([
      'fingerprint another-key',
      'later-head another-key',
    ]);
    expect((await ask(theirs)).outcome).toBe('partly');
  }, 60_000);
});

describe('a bundle of after the evidence key was replaced, by a clock that was set back', () => {
  it('is tied to the key of before, and holds, although the clock is set back', async () => {
    const bench = await EvidenceBench.open();
    const { id } = await outcomeRollout(bench.database);
    await bench.link();
    await bench.sign();
    const signerOf = (key: SigningKey) => ({
      publicKey: key.publicKey,
      keyId: keyIdOf(key.publicKey),
      sign: (bytes: Uint8Array) => key.sign(bytes),
    });
    const next = await createSigningKey(join(bench.folder, 'next.pem'));
    const [first, second] = [signerOf(bench.key), signerOf(next)];
    const { succession, signature, acceptance } = signSuccession(first, second, new Date());
    await bench.admin.query(
      `insert into evidence_key (key_id, public_key, made_at, previous_key_id, succession, signature, acceptance)
       values ($1, $2, '2020-01-01', $3, $4, $5, $6)`,
      [second.keyId, next.publicKey, first.keyId, succession, signature, acceptance],
    );
    const replaced = Object.assign(Object.create(bench) as EvidenceBench, { key: next });
    const outside = { fingerprint: first.keyId, head: await toldHead(bench) };
    const bundle = await madeBundle(replaced, id);
    const verdict = await ask(bundle, outside);
    expect(verdict.outcome).toBe('holds');
    expect(verdict.subject?.keyId).toBe(second.keyId);
    await expectAgreement(bundle, outside);
    await bench.close();
  }, 60_000);
});

describe('a bundle that is made after somebody with all rights on the database', () => {
  let bench: EvidenceBench;
  let rolloutId = '';
  let outside: { fingerprint: string; head: string };
  beforeEach(async () => {
    bench = await EvidenceBench.open();
    rolloutId = (await outcomeRollout(bench.database)).id;
    await bench.link();
    await bench.sign();
    outside = { fingerprint: keyIdOf(bench.key.publicKey), head: await toldHead(bench) };
  }, 60_000);
  afterEach(() => bench.close());

  const sql = (text: string, values: unknown[] = []) => bench.admin.query(text, values);
  /** Number and seq of the rollout's second entry. */
  async function second(): Promise<{ number: number; seq: string }> {
    const { rows } = await sql(
      `select l.number::int as number, l.seq from audit_link l join audit_entry e on e.seq = l.seq
       where e.object_kind = 'rollout' and e.object_id = $1 order by l.number offset 1 limit 1`,
      [rolloutId],
    );
    return rows[0] as { number: number; seq: string };
  }

  it('changed an entry shows which', async () => {
    const { number, seq } = await second();
    await sql(`update audit_entry set reason = 'something else' where seq = $1`, [seq]);
    const bundle = await madeBundle(bench, rolloutId);
    expect(faultsOf(await ask(bundle, outside))).toEqual([`chain entry-changed chain.jsonl ${number}`]);
    await expectAgreement(bundle, outside);
  }, 60_000);

  it('deleted an entry shows which', async () => {
    const { number, seq } = await second();
    await sql('delete from audit_entry where seq = $1', [seq]);
    const bundle = await madeBundle(bench, rolloutId);
    expect(faultsOf(await ask(bundle, outside))).toContain(`chain entry-missing chain.jsonl ${number}`);
    await expectAgreement(bundle, outside);
  }, 60_000);

  /** The links of the rollout's own entries. */
  async function own(): Promise<{ number: number; seq: string }[]> {
    const { rows } = await sql(
      `select l.number::int as number, l.seq from audit_link l join audit_entry e on e.seq = l.seq
       where e.object_kind = 'rollout' and e.object_id = $1 order by l.number`,
      [rolloutId],
    );
    return rows as { number: number; seq: string }[];
  }

  it('deleted the first entries of the rollout shows them, although none of it is on record before', async () => {
    const [first, next] = await own();
    await sql('delete from audit_entry where seq = any ($1)', [[first!.seq, next!.seq]]);
    const bundle = await madeBundle(bench, rolloutId);
    const found = faultsOf(await ask(bundle, outside));
    for (const { number } of [first!, next!])
      expect(found).toContain(`chain entry-missing chain.jsonl ${number}`);
    await expectAgreement(bundle, outside);
  }, 60_000);

  it('deleted all entries of the rollout shows them', async () => {
    const all = await own();
    await sql('delete from audit_entry where seq = any ($1)', [all.map(({ seq }) => seq)]);
    const found = faultsOf(await ask(await madeBundle(bench, rolloutId), outside));
    for (const { number } of all) expect(found).toContain(`chain entry-missing chain.jsonl ${number}`);
  }, 60_000);

  it.each([
    ['another rollout', `object_id = gen_random_uuid()::text`],
    ['nobody', `outcome = 'refused', scope_id = null`],
  ])(
    'made an entry of the rollout one of %s shows that it is gone',
    async (_whose, change) => {
      for (const { number, seq } of (await own()).slice(0, 2).reverse()) {
        await sql(`update audit_entry set ${change} where seq = $1`, [seq]);
        const bundle = await madeBundle(bench, rolloutId);
        expect(faultsOf(await ask(bundle, outside))).toContain(`chain entry-missing chain.jsonl ${number}`);
        await expectAgreement(bundle, outside);
      }
    },
    60_000,
  );

  it('changed an entry and its link shows where the chain breaks', async () => {
    const { number } = await second();
    await sql(`update audit_link set entry_sha256 = sha256('x'), hash = sha256('y') where number = $1`, [
      number,
    ]);
    const bundle = await madeBundle(bench, rolloutId);
    const found = faultsOf(await ask(bundle, outside));
    expect(found).toContain(`chain link-changed chain.jsonl ${number}`);
    expect(found).toContain(`chain entry-changed chain.jsonl ${number}`);
  }, 60_000);

  it('made all links anew gets none: the signer sees that they do not end at the head it signed', async () => {
    const { seq } = await second();
    await sql(`update audit_entry set reason = 'something else' where seq = $1`, [seq]);
    await sql('delete from audit_link');
    await bench.link();
    const id = await bench.ask(rolloutId);
    await bench.report({ heads: false });
    const { rows } = await sql('select state, failure from evidence_bundle where id = $1', [id]);
    expect(rows).toEqual([
      {
        state: 'failed',
        failure: expect.stringMatching(/refused to sign it: its head is not the one of the chain/),
      },
    ]);
  }, 60_000);

  it('cut off the newest entries, and the signer forgot what it signed, is told by the head from outside', async () => {
    const { number } = await second();
    await sql('delete from audit_link where number > $1', [number]);
    await sql('delete from audit_entry where seq > (select max(seq) from audit_link)');
    await sql('delete from audit_head');
    await rm(bench.headFile);
    await bench.sign();
    const bundle = await madeBundle(bench, rolloutId);
    const verdict = await ask(bundle, outside);
    expect(faultsOf(verdict)).toEqual(['later-head cut-off']);
    expect(checksThat(await ask(bundle, { fingerprint: outside.fingerprint }), 'not-checked')).toEqual([
      'later-head',
    ]);
    await expectAgreement(bundle, outside);
  }, 60_000);
});
