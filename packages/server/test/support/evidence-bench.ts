import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { beatServerProcess, insertEvidenceKey } from '@teredo-fleet/db';
import { createTestDatabase, type TestDatabase } from '@teredo-fleet/db/testing';
import { unzipSync } from 'fflate';
import { pino } from 'pino';
import { engineRounds } from '../../src/engine/engine';
import { bundleFile } from '../../src/reporter/bundle-files';
import { reportingRound } from '../../src/reporter/reporter';
import { bundleRound } from '../../src/signer/sign-bundles';
import { headRound } from '../../src/signer/sign-heads';
import { createSigningKey, keyIdOf, type SigningKey } from '../../src/signing-key';

const silent = pino({ enabled: false });

/** Database, keys and the processes that make a bundle, without their processes: their rounds are called by hand. */
export class EvidenceBench {
  private constructor(
    readonly database: TestDatabase,
    readonly folder: string,
    readonly key: SigningKey,
  ) {}

  static async open(): Promise<EvidenceBench> {
    const database = await createTestDatabase();
    const folder = await mkdtemp(join(tmpdir(), 'teredo-fleet-evidence-'));
    const key = await createSigningKey(join(folder, 'evidence-key.pem'));
    await insertEvidenceKey(database.pool('signer'), {
      keyId: keyIdOf(key.publicKey),
      publicKey: key.publicKey,
    });
    return new EvidenceBench(database, folder, key);
  }

  get admin() {
    return this.database.pool('admin');
  }

  get bundlesDir(): string {
    return join(this.folder, 'bundles');
  }

  link(): Promise<void> {
    return engineRounds(this.database.pool('engine'), { error: () => undefined }).linkAudit();
  }

  sign(): Promise<number | null> {
    return headRound({
      pool: this.database.pool('signer'),
      key: this.key,
      headFile: this.headFile,
      log: silent,
    })();
  }

  signBundles(): Promise<void> {
    const { database, key, headFile } = this;
    return bundleRound({ pool: database.pool('signer'), key, headFile, log: silent })();
  }

  get headFile(): string {
    return join(this.folder, 'audit-head.json');
  }

  async ask(rolloutId: string): Promise<string> {
    const { rows } = await this.admin.query<{ id: string }>(
      `insert into evidence_bundle (rollout_id, scope_id, requested_by_name)
       select id, scope_id, 'Ada' from rollout where id = $1 returning id`,
      [rolloutId],
    );
    return rows[0]!.id;
  }

  /** A reporter at work until nothing waits. */
  async reporter(signal = new AbortController().signal): Promise<void> {
    const { database, bundlesDir } = this;
    const builderId = randomUUID();
    const pool = database.pool('reporter');
    await beatServerProcess(pool, {
      id: builderId,
      role: 'reporter',
      host: hostname(),
      pid: 1,
      version: '0',
    });
    await reportingRound({ pool, builderId, bundlesDir, signal, log: silent })();
  }

  /**
   * Reporters at work until nothing waits, with chainer and signer beside them. `heads` false: nothing is linked and no head
   * is signed meanwhile.
   */
  async report({
    reporters = 1,
    heads = true,
    signal = new AbortController().signal,
  }: {
    reporters?: number;
    heads?: boolean;
    signal?: AbortSignal;
  } = {}): Promise<void> {
    let working = true;
    const making = Promise.all(Array.from({ length: reporters }, () => this.reporter(signal))).finally(() => {
      working = false;
    });
    // Whoever awaits it below meets its failure.
    making.catch(() => undefined);
    while (working) {
      if (heads) {
        await this.link();
        await this.sign();
      }
      await this.signBundles();
      await Promise.race([making.catch(() => undefined), delay(50)]);
    }
    await making;
  }

  async make(rolloutId: string): Promise<string> {
    await this.link();
    await this.sign();
    const id = await this.ask(rolloutId);
    await this.report();
    return id;
  }

  file(id: string): string {
    return bundleFile(this.bundlesDir, id);
  }

  /** Unpacks a bundle with another program than ours; gives the folder. */
  async unpack(id: string): Promise<string> {
    const folder = await mkdtemp(join(this.folder, 'unpacked-'));
    const entries = unzipSync(await readFile(this.file(id)));
    for (const [name, bytes] of Object.entries(entries)) await writeFile(join(folder, name), bytes);
    return folder;
  }

  async read(id: string, name: string): Promise<string> {
    return readFile(join(await this.unpack(id), name), 'utf8');
  }

  async close(): Promise<void> {
    await this.database.drop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
