import { createHash } from 'node:crypto';
import {
  inPoolTransaction,
  insertAuditCheck,
  insertAuditHead,
  insertEvidenceKey,
  recordDelivered,
  recordUndelivered,
} from '@teredo-fleet/db';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { extendAuditChain, verbs } from '../src';
import { TestFleet } from './support/fleet';

let fleet: TestFleet;
beforeAll(async () => {
  fleet = await TestFleet.create();
});
afterAll(() => fleet.close());

const chain = () => verbs['audit.chain'](fleet.as('auditor'), {});
const engine = () => fleet.database.pool('engine');
const link = () => inPoolTransaction(engine(), { scopes: '*', userId: null }, (tx) => extendAuditChain(tx));

const publicKey = Buffer.alloc(32, 7);
const keyId = createHash('sha256').update(publicKey).digest('hex');

describe('the audit chain as a person sees it', () => {
  it('says how much is linked, signed and told, what waits, and what the newest check found', async () => {
    expect(await chain()).toMatchObject({ linked: 0, head: null, keys: [], places: [], check: null });
    await verbs['scope.create'](fleet.as('admin'), { name: 'First' });
    await verbs['scope.create'](fleet.as('admin'), { name: 'Second' });
    expect(await chain()).toMatchObject({
      linked: 0,
      unsigned: 0,
      unlinked: { count: 2, since: expect.stringMatching(/Z$/) },
    });
    await link();
    await verbs['scope.create'](fleet.as('admin'), { name: 'Third' });

    const signer = fleet.database.pool('signer');
    await insertEvidenceKey(signer, { keyId, publicKey });
    await insertAuditHead(signer, {
      count: 1,
      hash: Buffer.alloc(32, 9),
      signedAt: new Date('2026-11-23T10:00:00.000Z'),
      statement: '{}',
      keyId,
      signature: Buffer.alloc(64),
    });
    await recordDelivered(engine(), { target: '/heads on here', kind: 'file', count: 1 });
    await recordUndelivered(engine(), {
      target: 'https://archive.example.com',
      kind: 'webhook',
      failure: 'it answered 503',
    });
    const check = {
      startedAt: new Date('2026-11-23T10:00:01.000Z'),
      finishedAt: new Date('2026-11-23T10:00:02.000Z'),
      count: 2,
      hash: Buffer.alloc(32, 9),
      faultCount: 1,
      faults: ['Entry 1 (link 1) was deleted.'],
      compared: { inDatabase: 1, outside: 0 },
    };
    await insertAuditCheck(engine(), check);
    expect(await chain()).toEqual({
      linked: 2,
      unsigned: 1,
      unlinked: { count: 1, since: expect.stringMatching(/Z$/) },
      head: { count: 1, hash: '09'.repeat(32), signedAt: '2026-11-23T10:00:00.000Z', keyId },
      stub: null,
      keys: [{ keyId, publicKey: publicKey.toString('base64'), madeAt: expect.stringMatching(/Z$/) }],
      places: [
        {
          target: '/heads on here',
          kind: 'file',
          count: 1,
          deliveredAt: expect.stringMatching(/Z$/),
          failing: null,
        },
        {
          target: 'https://archive.example.com',
          kind: 'webhook',
          count: 0,
          deliveredAt: null,
          failing: { since: expect.stringMatching(/Z$/), why: 'it answered 503' },
        },
      ],
      check: {
        startedAt: '2026-11-23T10:00:01.000Z',
        finishedAt: '2026-11-23T10:00:02.000Z',
        count: 2,
        faultCount: 1,
        faults: ['Entry 1 (link 1) was deleted.'],
        compared: { inDatabase: 1, outside: 0 },
      },
    });
  });

  it('is checked when somebody asks, and who asked is on record', async () => {
    await verbs['audit.check'](fleet.as('auditor'), {});
    const { rows } = await verbs['audit.list'](fleet.as('auditor'), { filter: { action: 'audit.check' } });
    expect(rows).toMatchObject([{ outcome: 'done', object: { kind: 'audit' } }]);
  });
});
