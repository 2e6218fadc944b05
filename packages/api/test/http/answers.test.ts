import { randomUUID } from 'node:crypto';
import { type ServiceContext, verbs } from '@teredo-fleet/services';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finishJob, OFF, ON, toggle } from '../../../services/test/support/changes';
import { TestFleet } from '../../../services/test/support/fleet';
import { callRoute, findRoute, openApiDocument } from '../../src';
import outputs from '../../src/generated/output-schemas.json';

/** The described answers, closed: a field that no type has would be a leak. */
const ajv = new Ajv2020({ strict: false, allErrors: true });
ajv.addSchema({ $id: 'answers', components: { schemas: outputs.definitions }, verbs: outputs.verbs });

let fleet: TestFleet;
let machineId: string;
let rolloutId: string;
beforeAll(async () => {
  fleet = await TestFleet.create();
  machineId = await fleet.machine({ labels: ['a'] });
  await fleet.observe(machineId, { type: 'client', severity: 'problem' });
  await fleet.connect(machineId, true);
  const started = await toggle(fleet, machineId);
  await finishJob(fleet, started, 'verified');
  rolloutId = (await toggle(fleet, machineId, { desired: OFF })).rolloutId;
  await verbs['token.create'](fleet.as('admin'), {
    label: 'T',
    scopeId: fleet.scopeId,
    autoAccept: true,
    maxUses: 1,
    expiresInHours: 1,
  });
});
afterAll(() => fleet.close());

async function answer(method: string, address: string, body: unknown = null): Promise<[string, unknown]> {
  const { pathname, searchParams: search } = new URL(`http://local${address}`);
  const found = findRoute(method, pathname);
  if (found.kind !== 'route') throw new Error(`${address}: ${found.kind}`);
  const context: ServiceContext = fleet.as('admin');
  const sent = await callRoute(verbs, found.route, context, {
    path: found.path,
    search,
    idempotencyKey: randomUUID(),
    body: body === null ? null : Buffer.from(JSON.stringify(body)),
  });
  if (typeof sent.body !== 'string') throw new Error(`${address} answers with a file`);
  return [found.route.verb, JSON.parse(sent.body)];
}

describe('an answer is what the document says, no field more and none less', () => {
  it.each([
    ['GET', () => '/me'],
    ['GET', () => '/machines'],
    ['GET', () => '/machines/counts'],
    ['GET', () => `/machines/${machineId}`],
    ['GET', () => `/machines/${machineId}/timeline`],
    ['GET', () => '/rollouts'],
    ['GET', () => `/rollouts/${rolloutId}`],
    ['GET', () => '/enrolment-tokens'],
    ['GET', () => '/users'],
    ['GET', () => '/scopes'],
    ['GET', () => '/teredo-servers'],
    ['GET', () => '/settings'],
    ['GET', () => '/brake'],
    ['GET', () => '/audit'],
    ['POST', () => `/machines/${machineId}/preview`, { desired: ON }],
    ['POST', () => `/machines/${machineId}/observe`, {}],
    ['POST', () => `/rollouts/${rolloutId}/pause`, { reason: 'a test' }],
    ['POST', () => '/scopes', { name: 'New' }],
    ['POST', () => '/settings', { observeSeconds: 60 }],
  ] as [string, () => string, unknown?][])('%s %s', async (method, address, body) => {
    const [verb, value] = await answer(method, address(), body ?? null);
    const validate = ajv.compile({ $ref: `answers#/verbs/${verb}` });
    validate(value);
    expect(validate.errors ?? []).toEqual([]);
  });

  it('and a test that would let anything pass shows itself', async () => {
    const [verb, value] = await answer('GET', '/brake');
    const validate = ajv.compile({ $ref: `answers#/verbs/${verb}` });
    expect(validate({ ...(value as object), secret: 1 })).toBe(false);
    expect(validate({})).toBe(false);
    expect(openApiDocument('1').paths['/brake']).toHaveProperty('post');
  });
});
