import { randomUUID } from 'node:crypto';
import { openApiDocument } from '@teredo-fleet/api';
import { insertMachine } from '@teredo-fleet/db/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { callProgram, makeToken, type ProgramAnswer } from './support/program';
import { startWebBench, type WebBench } from './support/web-bench';

/*
 * Every operation of the document, with what nobody should send: whatever it is, the answer is a problem that says what
 * to do, and never an error of the server.
 */

interface Schema {
  type?: string | string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  const?: unknown;
  enum?: unknown[];
  format?: string;
  pattern?: string;
  minimum?: number;
}

interface Operation {
  operationId: string;
  parameters: { name: string; in: 'path' | 'query' | 'header'; schema: Schema }[];
  requestBody?: { content: { 'application/json': { schema: Schema } } };
}

let bench: WebBench;
const secrets: string[] = [];
let calls = 0;
/** Things that are there, so that an id gets past the look-up of what it names. */
const ids: string[] = [];

const OPERATIONS = Object.entries(openApiDocument('0').paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]): [string, string, Operation] => [
    method.toUpperCase(),
    path,
    operation as Operation,
  ]),
);

beforeAll(async () => {
  bench = await startWebBench();
  const admin = await bench.makeUser('admin');
  // One token may call 200 times at once.
  for (let n = 0; n < 20; n += 1) secrets.push((await makeToken(bench, admin, { role: 'admin' })).secret);
  ids.push((await insertMachine(bench.database.pool('admin'))).id);
  const drafts = [{}, { waves: [], target: { filter: {}, mode: 'live' } }];
  for (const draft of drafts) ids.push((await call('POST', '/rollouts', { name: 'A draft', draft })).body.id);
  ids.push((await call('POST', '/rollouts', { name: 'An aborted draft', draft: {} })).body.id);
  await call('POST', `/rollouts/${ids.at(-1)}/abort`, { reason: 'not wanted' });
});
afterAll(() => bench.stop());

function call(method: string, path: string, body?: unknown): Promise<ProgramAnswer> {
  calls += 1;
  return callProgram(bench, path, {
    method,
    secret: secrets[calls % secrets.length]!,
    headers: { 'idempotency-key': randomUUID() },
    ...(method === 'GET' ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body ?? {}) }),
  });
}

/** A value that the schema takes, as simple as it can be. */
function rightValue(schema: Schema, depth = 0): unknown {
  const one = (schema.anyOf ?? schema.oneOf)?.[0];
  if (one !== undefined) return rightValue(one, depth);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.properties !== undefined)
    return Object.fromEntries(
      Object.entries(schema.properties).map(([name, field]) => [name, rightValue(field, depth + 1)]),
    );
  switch ([schema.type].flat()[0]) {
    case 'array':
      return depth > 6 ? [] : [rightValue(schema.items ?? {}, depth + 1)];
    case 'integer':
    case 'number':
      return Math.max(1, schema.minimum ?? 1);
    case 'boolean':
      return true;
    case 'object':
      return {};
    default:
      if (schema.format === 'uuid') return ids[0];
      if (schema.format === 'date-time') return '2026-12-01T00:00:00Z';
      return schema.pattern?.includes('0-9a-f]{64}') ? 'ab'.repeat(32) : 'a word';
  }
}

const WRONG: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  1.5,
  1e99,
  9_007_199_254_740_992,
  '',
  'NaN',
  '\u0000',
  '\ud800',
  '\u202eevil',
  'x'.repeat(5_000),
  '0000-01-01T00:00:00Z',
  '9999-12-31T23:59:59-23:59',
  [],
  [[]],
  ['\u0000'],
  {},
  { a: 1 },
];

/** Every place of a value, deepest last. */
function placesOf(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => placesOf(inner, [...path, key]))];
}

function withValue(value: unknown, [key, ...rest]: (string | number)[], wrong: unknown): unknown {
  if (key === undefined) return wrong;
  const copy: Record<string | number, unknown> = Array.isArray(value)
    ? ([...value] as never)
    : { ...(value as object) };
  copy[key] = withValue(copy[key], rest, wrong);
  return copy;
}

/** Different ones for different places, all of them over the places of an operation. */
function wrongFor(index: number, count: number): unknown[] {
  return Array.from({ length: count }, (_, n) => WRONG[(index * count + n) % WRONG.length]);
}

const textOf = (value: unknown): string =>
  encodeURIComponent(
    (typeof value === 'string' ? value : JSON.stringify(value)).replace(/\p{Surrogate}/gu, '\ufffd'),
  );

function pathWith(path: string, { parameters }: Operation, id: string): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const schema = parameters.find((one) => one.in === 'path' && one.name === name)?.schema ?? {};
    return encodeURIComponent(schema.format === 'uuid' ? id : String(rightValue(schema)));
  });
}

function expectAnswer(answer: ProgramAnswer, sent: string): void {
  const about = `${sent} -> ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`;
  expect(answer.status, about).toBeLessThan(500);
  if (answer.status === 200) return;
  expect(answer.type, about).toBe('application/problem+json');
  expect(answer.body.detail, about).toMatch(/\w.*\. \w|\w.*\.$/);
  if (answer.body.code === 'invalid')
    expect(Object.keys(answer.body.fields).length, about).toBeGreaterThan(0);
}

it.each(OPERATIONS)(
  '%s %s answers in words, whatever is sent',
  async (method, path, operation) => {
    const schema = operation.requestBody?.content['application/json'].schema;
    if (schema !== undefined) {
      const right = rightValue(schema);
      for (const [index, place] of placesOf(right).entries())
        for (const wrong of wrongFor(index, 3)) {
          const body = withValue(right, place, wrong);
          const at = pathWith(path, operation, ids[index % ids.length]!);
          expectAnswer(await call(method, at, body), `${method} ${at} ${JSON.stringify(body).slice(0, 500)}`);
        }
    }
    const query = operation.parameters.filter((one) => one.in === 'query');
    for (const [index, { name }] of query.entries())
      for (const wrong of wrongFor(index, 4)) {
        const at = `${pathWith(path, operation, ids[index % ids.length]!)}?${name}=${textOf(wrong)}`;
        expectAnswer(await call(method, at), `${method} ${at}`);
      }
    for (const id of [...ids, 'x', '%00', '..%2f..', randomUUID()])
      if (path.includes('{')) {
        const at = path.replace(/\{\w+\}/g, id);
        expectAnswer(await call(method, at, {}), `${method} ${at}`);
      }
  },
  120_000,
);

it.each([
  '[',
  '{"a":',
  'null',
  '[]',
  '1',
  '"x"',
  '{}{}',
  '{"__proto__":{"role":"admin"}}',
  '\u00ff',
  '['.repeat(100_000),
])('a body such as %s is refused in words', async (body) => {
  const answer = await call('POST', '/rollouts', body);
  expectAnswer(answer, body.slice(0, 40));
  expect(answer.status).toBe(400);
});
