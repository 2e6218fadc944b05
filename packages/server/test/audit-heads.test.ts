import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { appendFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auditDeliveries, insertEvidenceKey, newestAuditCheck } from '@teredo-fleet/db';
import { createTestDatabase, type TestDatabase } from '@teredo-fleet/db/testing';
import { readHeadLine } from '@teredo-fleet/services';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ChainChecking, headPlaces } from '../src/engine/audit-rounds';
import { engineRounds } from '../src/engine/engine';
import { publishingRound } from '../src/engine/publish-heads';
import { headRound, spacedRound } from '../src/signer/sign-heads';
import { createSigningKey, keyIdOf, type SigningKey } from '../src/signing-key';

const silent = pino({ enabled: false });
let database: TestDatabase;
let folder = '';
let key: SigningKey;
let keyId = '';
let headFile = '';
let published = '';
beforeEach(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'teredo-fleet-heads-'));
  key = await createSigningKey(join(folder, 'evidence-key.pem'));
  keyId = keyIdOf(key.publicKey);
  headFile = join(folder, 'audit-head.json');
  published = join(folder, 'audit-heads.jsonl');
  await insertEvidenceKey(database.pool('signer'), { keyId, publicKey: key.publicKey });
});
afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

/** Whoever owns the database, with psql. */
const sql = (text: string) => database.pool('admin').query(text);
const sign = () => headRound({ pool: database.pool('signer'), key, headFile, log: silent })();
const link = () => engineRounds(database.pool('engine'), { error: () => undefined }).linkAudit();

async function write(count: number): Promise<void> {
  await sql(
    `insert into audit_entry (actor_kind, actor_name, action, object_kind, reason)
     select 'system', 'engine', 'a.b', 'rollout', 'r' || n from generate_series(1, ${count}) n`,
  );
  await link();
}

const places = (rest: { syslog?: string; webhook?: string } = {}) => ({
  file: published,
  syslog: rest.syslog ?? null,
  webhook: rest.webhook ?? null,
});
const publish = (rest: { syslog?: string; webhook?: string } = {}) =>
  publishingRound({ pool: database.pool('engine'), places: headPlaces(places(rest)), log: silent })();

async function check() {
  const environment = { evidencePublicKey: key.publicKey.toString('base64'), headPlaces: places() };
  await new ChainChecking({ pool: database.pool('engine'), environment, log: silent }).round();
  return (await newestAuditCheck(database.pool('web')))!;
}

describe('the signer', () => {
  it('signs how far the chain goes, once, and keeps what it signed', async () => {
    expect(await sign()).toBeNull();
    await write(3);
    expect(await sign()).toBe(3);
    expect(await sign()).toBeNull();
    await write(2);
    expect(await sign()).toBe(5);
    const kept = readHeadLine((await readFile(headFile, 'utf8')).trim(), [keyId]);
    expect(kept).toMatchObject({ ok: true, head: { count: 5 } });
    const { rows } = await sql('select count::int as count from audit_head order by count');
    expect(rows).toEqual([{ count: 3 }, { count: 5 }]);
  });

  it.each([
    [
      'an entry since then was changed',
      `update audit_entry set reason = 'x' where reason = 'late'`,
      /is not what it was/,
    ],
    ['an entry since then was deleted', `delete from audit_entry where reason = 'late'`, /was deleted/],
    ['what was signed was cut off', `delete from audit_link where number >= 2`, /at 3 entries was cut off/],
    [
      'what was signed was rewritten',
      `update audit_link set hash = sha256(hash) where number = 3`,
      /at 3 entries was rewritten/,
    ],
  ])('signs no more when %s', async (_name, tampering, message) => {
    await write(3);
    await sign();
    await sql(
      `insert into audit_entry (actor_kind, actor_name, action, object_kind, reason) values ('system', 'engine', 'a.b', 'rollout', 'late')`,
    );
    await link();
    await sql(tampering);
    await expect(sign()).rejects.toThrow(message);
    await expect(sign()).rejects.toThrow(/No head is signed any more/);
    expect((await sql('select 1 from audit_head')).rows).toHaveLength(1);
  });

  it('does not believe a database that was put back to an earlier state', async () => {
    await write(3);
    await sign();
    await write(2);
    await sign();
    await sql(`delete from audit_head where count = 5; delete from audit_link where number > 3;
               delete from audit_entry where seq > (select max(seq) from audit_link)`);
    await write(4);
    await expect(sign()).rejects.toThrow(/at 5 entries was rewritten/);
  });

  it('goes on from the newest head on record when its own file is gone, and from no other', async () => {
    await write(3);
    await sign();
    await rm(headFile);
    await write(1);
    expect(await sign()).toBe(4);
    await rm(headFile);
    await sql(
      `update audit_head set statement = replace(statement, '"count":4', '"count":9') where count = 4`,
    );
    await write(1);
    await expect(sign()).rejects.toThrow(/has a wrong signature.*restore that file/);
  });

  it('refuses a file that was altered, and says what to do', async () => {
    await write(3);
    await sign();
    await writeFile(headFile, (await readFile(headFile, 'utf8')).replace('\\"count\\":3', '\\"count\\":2'));
    await expect(sign()).rejects.toThrow(/has a wrong signature: it was altered\. Restore it/);
  });
});

describe('heads', () => {
  it('are signed as soon as there is anything, then every five minutes', async () => {
    let now = 0;
    const answers = [null, null, 3, 5];
    const asked: number[] = [];
    const round = spacedRound(
      async () => {
        asked.push(now);
        return answers.shift() ?? null;
      },
      () => now,
    );
    for (now = 0; now <= 660_000; now += 15_000) await round();
    expect(asked).toEqual([0, 15_000, 30_000, 330_000, 630_000, 645_000, 660_000]);
  });
});

describe('a signed head is told', () => {
  it('to a file, line by line, each whole, behind a line that was torn', async () => {
    await write(3);
    await sign();
    await publish();
    await publish();
    await truncate(published, 100);
    await write(1);
    await sign();
    await publish();
    const lines = (await readFile(published, 'utf8')).split('\n');
    expect(lines).toHaveLength(3);
    expect(readHeadLine(lines[1]!, [keyId])).toMatchObject({ ok: true, head: { count: 4 } });
  });

  it('to a webhook as it stands in the file, and again when that did not take it', async () => {
    const taken: { path?: string; body: string }[] = [];
    let status = 503;
    const server = createServer(async (request: IncomingMessage, response) => {
      let body = '';
      for await (const part of request) body += part;
      taken.push({ path: request.url, body });
      response.writeHead(status).end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const webhook = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?secret=s3cret`;
    await write(3);
    await sign();
    await publish({ webhook });
    const failing = (await auditDeliveries(database.pool('web'))).find(({ kind }) => kind === 'webhook');
    expect(failing).toMatchObject({ count: 0, failure: 'it answered 503', failingAt: expect.any(Date) });
    expect(failing?.target).not.toContain('s3cret');
    status = 204;
    await publish({ webhook });
    expect(taken).toHaveLength(1);
    await sql(`update audit_delivery set tried_at = tried_at - interval '31 seconds'`);
    await publish({ webhook });
    expect(taken).toHaveLength(2);
    expect(taken[1]).toEqual({
      path: '/hook?secret=s3cret',
      body: (await readFile(published, 'utf8')).trim(),
    });
    const deliveries = await auditDeliveries(database.pool('web'));
    expect(deliveries).toMatchObject([
      { kind: 'file', count: 3 },
      { kind: 'webhook', count: 3, failure: null },
    ]);
    server.close();
  });

  it('to syslog over UDP and TCP, as RFC 5424 has it', async () => {
    await write(3);
    await sign();
    const udp = createSocket('udp4').bind(0, '127.0.0.1');
    await once(udp, 'listening');
    const received = once(udp, 'message');
    await publish({ syslog: `udp://127.0.0.1:${udp.address().port}` });
    const [datagram] = (await received) as [Buffer];
    const line = (await readFile(published, 'utf8')).trim();
    const form = /^<109>1 \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z \S+ teredo-fleet \d+ audit-head - (.*)$/;
    expect(form.exec(datagram.toString())?.[1]).toBe(line);
    udp.close();

    const tcp = createTcpServer().listen(0, '127.0.0.1');
    await once(tcp, 'listening');
    const connected = once(tcp, 'connection');
    const told = publish({ syslog: `tcp://127.0.0.1:${(tcp.address() as AddressInfo).port}` });
    const [socket] = (await connected) as [import('node:net').Socket];
    let text = '';
    for await (const part of socket) text += part;
    await told;
    const [, length, message] = /^(\d+) (.*)$/.exec(text)!;
    expect(Buffer.byteLength(message!)).toBe(Number(length));
    expect(form.exec(message!)?.[1]).toBe(line);
    tcp.close();
  });

  it('keeps trying where nobody listens, and names the place', async () => {
    await write(1);
    await sign();
    await publish({ syslog: 'tcp://127.0.0.1:1' });
    const [, syslog] = await auditDeliveries(database.pool('web'));
    expect(syslog).toMatchObject({
      target: 'tcp://127.0.0.1:1',
      failure: expect.stringContaining('ECONNREFUSED'),
    });
  });
});

describe('a check of the whole chain', () => {
  async function signedTwice(): Promise<void> {
    await write(3);
    await sign();
    await publish();
    await write(2);
    await sign();
    await publish();
  }

  it('finds it whole, against every head that was signed and the one that was told', async () => {
    await signedTwice();
    await write(1);
    expect(await check()).toMatchObject({
      count: 6,
      faultCount: 0,
      faults: [],
      compared: { inDatabase: 2, outside: 1 },
    });
  });

  /** A chain that holds in itself: links made anew by whoever may write to the database. */
  const relink = async () => {
    await sql('delete from audit_link');
    await link();
  };

  it.each([
    [
      'an entry was changed',
      async () =>
        void (await sql(
          `update audit_entry set reason = 'x' where seq = (select min(seq) from audit_entry)`,
        )),
      /is not what it was/,
    ],
    [
      'an entry was deleted',
      async () => void (await sql(`delete from audit_entry where seq = (select min(seq) from audit_entry)`)),
      /was deleted/,
    ],
    [
      'an entry was changed and the chain made anew',
      async () => {
        await sql(`update audit_entry set reason = 'x' where seq = (select min(seq) from audit_entry)`);
        await relink();
      },
      /it was rewritten\. \(Published in the database\.\)/,
    ],
    [
      'the same was done and the heads on record deleted',
      async () => {
        await sql(`update audit_entry set reason = 'x' where seq = (select min(seq) from audit_entry)`);
        await relink();
        await sql('delete from audit_head');
      },
      /it was rewritten\. \(Published in .*audit-heads\.jsonl\.\)/,
    ],
    [
      'the newest entries were cut off, with heads and links',
      async () =>
        void (await sql(
          `delete from audit_head where count > 3; delete from audit_link where number > 3;
         delete from audit_entry where seq > (select max(seq) from audit_link)`,
        )),
      /its newest part was cut off\. \(Published in .*audit-heads\.jsonl\.\)/,
    ],
    [
      'the same was done, and the server told the head before them again',
      async () => {
        await sql(`delete from audit_head where count > 3; delete from audit_link where number > 3;
         delete from audit_entry where seq > (select max(seq) from audit_link); delete from audit_delivery`);
        await publish();
        const told = (await readFile(published, 'utf8')).trim().split('\n');
        expect(told.at(-1)).toBe(told.at(-3));
      },
      /its newest part was cut off\. \(Published in .*audit-heads\.jsonl\.\)/,
    ],
    [
      'a head on record was altered',
      async () =>
        void (await sql(
          `update audit_head set statement = replace(statement, '"count":3', '"count":2') where count = 3`,
        )),
      /The head on record at 3 entries has a wrong signature/,
    ],
  ])('finds that %s', async (_name, tamper, message) => {
    await signedTwice();
    await tamper();
    const { faultCount, faults } = await check();
    expect(faultCount).toBeGreaterThan(0);
    expect(faults.join('\n')).toMatch(message);
  });

  it('does not count a head that another key signed', async () => {
    await signedTwice();
    const other = await createSigningKey(join(folder, 'other.pem'));
    const environment = { evidencePublicKey: other.publicKey.toString('base64'), headPlaces: places() };
    await new ChainChecking({ pool: database.pool('engine'), environment, log: silent }).round();
    const found = await newestAuditCheck(database.pool('web'));
    expect(found).toMatchObject({ faultCount: 3, compared: { inDatabase: 0, outside: 0 } });
    expect(found?.faults[0]).toContain(`is signed by another key (${keyId})`);
  });

  it('compares with the last whole line where a fall tore the one after it', async () => {
    await signedTwice();
    await appendFile(published, '{"publicKey":"torn');
    expect(await check()).toMatchObject({ faultCount: 0, compared: { inDatabase: 2, outside: 1 } });
  });

  it('names a file of heads that was altered', async () => {
    await signedTwice();
    await appendFile(published, 'nonsense\n');
    expect((await check()).faults).toEqual([`The head published in ${published} is no head at all.`]);
  });
});
