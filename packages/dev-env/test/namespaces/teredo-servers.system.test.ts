import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTestDatabase, type TestDatabase } from '@teredo-fleet/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../src';
import {
  createTeredoLab,
  missingForTeredoLab,
  type NamespaceProcess,
  type TeredoLab,
} from '../../src/namespaces';

const missing = missingForTeredoLab();
const DRIVER = fileURLToPath(new URL('./engine-driver.ts', import.meta.url));
const NAMED = 'teredo.lab.example';

interface Probe {
  outcome: string;
  addresses: string[];
  round_trip_ms: number | null;
  fault: string | null;
  answered_now: boolean | null;
}

let lab: TeredoLab;
let database: TestDatabase;
let engine: NamespaceProcess;

/** The client's own names: one that resolves, and nobody to ask about any other. */
async function giveNames(): Promise<void> {
  const files = {
    '/etc/hosts': `127.0.0.1 localhost\n${lab.serverAddresses.primary} ${NAMED}\n`,
    '/etc/resolv.conf': 'nameserver 127.0.0.1\noptions timeout:1 attempts:1\n',
  };
  for (const [path, text] of Object.entries(files)) {
    const own = join(lab.folder, path.slice(1).replace('/', '-'));
    writeFileSync(own, text);
    chmodSync(own, 0o644);
    await lab.client.exec(['mount', '--bind', own, path]);
  }
}

beforeAll(async () => {
  if (missing.length > 0) return;
  database = await createTestDatabase();
  lab = await createTeredoLab({ nat: 'full-cone' });
  await giveNames();
  await lab.relayToClient(Number(new URL(database.urls.engine).port));
  const tsx = import.meta.resolve('tsx');
  const heads = join(lab.folder, 'audit-heads.jsonl');
  engine = lab.client.start([process.execPath, '--import', tsx, DRIVER, database.urls.engine, heads]);
  await until('the engine runs in the lab', () => engine.output().includes('engine runs'));
});
afterAll(async () => {
  await engine?.stop();
  await lab?.close();
  await database?.drop();
});

/** Puts a server on the schedule, as the verb does, and waits for what the engine makes of it. */
async function measured(name: string, secondary: string | null = null): Promise<Probe> {
  await database
    .pool('admin')
    .query(
      `insert into teredo_server (name, secondary, measured, created_by_id) values ($1, $2, true, 'p')`,
      [name, secondary],
    );
  return result(name);
}

function result(name: string): Promise<Probe> {
  return until(
    `${name} was measured`,
    async () => {
      const { rows } = await database.pool('admin').query<Probe>(
        `select outcome, addresses, round_trip_ms, fault, last_answer_at = measured_at as answered_now
         from teredo_server_probe where name = $1 and measured_at is not null and requested_at is null`,
        [name],
      );
      return rows[0] ?? null;
    },
    { timeoutMs: 60_000 },
  );
}

describe.skipIf(missing.length > 0)(
  `the server’s own measurements${missing.length > 0 ? ` (missing: ${missing.join(', ')})` : ''}`,
  () => {
    it('hear a real server at both of its addresses, found by name', async () => {
      const { primary, secondary } = lab.serverAddresses;
      const probe = await measured(NAMED);
      expect(probe).toMatchObject({ outcome: 'both', addresses: [primary, secondary], fault: null });
      expect(probe.answered_now).toBe(true);
      expect(probe.round_trip_ms).toBeGreaterThanOrEqual(0);
    });

    it('take a host that is no Teredo server for silent, although it answers other packets there', async () => {
      const peer = '203.0.113.10';
      const probe = await measured(peer);
      expect(probe).toMatchObject({
        outcome: 'silent',
        addresses: [peer, '203.0.113.11'],
        round_trip_ms: null,
      });
      expect(probe.answered_now).toBeNull();
    });

    it('tell a name that does not resolve from silence', async () => {
      expect(await measured('gone.lab.example')).toMatchObject({
        outcome: 'unresolved',
        addresses: [],
        fault: null,
        answered_now: null,
      });
    });

    it('see that one address alone answers, on the second look that somebody asked for', async () => {
      const { primary, secondary } = lab.serverAddresses;
      expect((await measured(primary)).outcome).toBe('both');
      await lab.server.exec(['ip', 'address', 'del', `${secondary}/24`, 'dev', 'eth0']);
      await database
        .pool('admin')
        .query(
          `update teredo_server_probe set requested_at = now(), measured_at = null, outcome = null where name = $1`,
          [primary],
        );
      expect(await result(primary)).toMatchObject({ outcome: 'primary-only', answered_now: true });
      await lab.server.exec(['ip', 'address', 'add', `${secondary}/24`, 'dev', 'eth0']);
    });

    it('keep when a server answered last after it falls silent', async () => {
      const { primary } = lab.serverAddresses;
      await lab.setServerReachable(false);
      await database
        .pool('admin')
        .query(
          `update teredo_server_probe set requested_at = now(), measured_at = null, outcome = null where name = $1`,
          [primary],
        );
      expect(await result(primary)).toMatchObject({ outcome: 'silent', answered_now: false });
      await lab.setServerReachable(true);
    });
  },
);
