import { InvalidError, verbInputs } from '@teredo-fleet/services';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findRoute } from '../../src';
import { readScalar } from '../../src/http/parameter-value';
import { readInput } from '../../src/http/read-input';

const KEY = '6c1d8c3a-1f5e-4b0a-9c1e-0a1b2c3d4e5f';
const bytes = (text: string) => new TextEncoder().encode(text);

/** The raw input of a request, as its verb gets it. */
function read(method: string, address: string, rest: { body?: Uint8Array; key?: string } = {}) {
  const { pathname, searchParams } = new URL(`http://local${address}`);
  const found = findRoute(method, pathname);
  if (found.kind !== 'route') throw new Error(found.kind);
  const { body = null, key = null } = rest;
  return readInput(found.route, { path: found.path, search: searchParams, body, idempotencyKey: key });
}

const refusal = (run: () => unknown): InvalidError => {
  try {
    run();
  } catch (error) {
    if (error instanceof InvalidError) return error;
  }
  throw new Error('it was not refused');
};

describe('an address', () => {
  it('says a filter, a sort, a page and a truth value', () => {
    const address =
      '/machines?filter.search=7&filter.contact=online&filter.contact=stale&filter.simulated=false&sort.by=hostname&sort.direction=asc&limit=20';
    const input = read('GET', address);
    expect(input).toEqual({
      filter: { search: '7', contact: ['online', 'stale'], simulated: false },
      sort: { by: 'hostname', direction: 'asc' },
      limit: 20,
    });
    expect(verbInputs['machine.list'].safeParse(input).success).toBe(true);
  });

  it('makes a list of one value where a list is asked for', () => {
    expect(read('GET', '/machines?filter.os=Debian')).toEqual({ filter: { os: ['Debian'] } });
  });

  it('keeps what no number is as it is, for the verb to refuse', () => {
    for (const limit of ['1e2', '0x10', ' 5', '', 'NaN', '१'])
      expect(read('GET', `/machines?limit=${encodeURIComponent(limit)}`)).toEqual({ limit });
  });

  it('reads a value only as what its field takes, whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(readScalar({ type: 'string' }, text)).toBe(text);
        const value = readScalar({ anyOf: [{ type: 'integer' }, { const: 'late', type: 'string' }] }, text);
        expect(
          typeof value === 'number' ? Number(text) === value && text.trim() === text : value === text,
        ).toBe(true);
      }),
    );
  });

  it.each([
    '/machines?search=x',
    '/machines?filter=x',
    '/machines?filter.search.x=1',
    '/machines?__proto__=x',
    '/machines?filter.__proto__=x',
    '/machines?filter[search]=x',
    '/machines?access_token=tfa_x',
    '/machines?limit=1&limit=2',
    `/machines/${KEY}?id=x`,
    '/brake?x',
  ])('is refused at %s', (address) => {
    expect(refusal(() => read('GET', address)).fields).not.toEqual({});
    expect(({} as { search?: unknown }).search).toBeUndefined();
  });

  it('gives a segment decoded', () => {
    expect(read('POST', '/teredo-servers/teredo%2Fx%20y/measure')).toEqual({ name: 'teredo/x y' });
  });
});

describe('a body', () => {
  const pause = (body: string | Uint8Array) =>
    read('POST', `/rollouts/${KEY}/pause`, { body: typeof body === 'string' ? bytes(body) : body });

  it('is the rest of the input', () => {
    expect(pause('{"reason":"a fault"}')).toEqual({ id: KEY, reason: 'a fault' });
    expect(read('POST', `/rollouts/${KEY}/pause`)).toEqual({ id: KEY });
  });

  it.each([['[]'], ['"x"'], ['null'], ['{'], ['{"reason":"a"} x'], ['\u0000']])(
    'is refused as %j',
    (body) => {
      expect(refusal(() => pause(body)).fields).toHaveProperty('body');
    },
  );

  it('is refused as bytes that are not UTF-8', () => {
    expect(refusal(() => pause(new Uint8Array([0x22, 0xff, 0x22]))).message).toMatch(/not JSON in UTF-8/);
  });

  it('says nothing that stands in the address or a header', () => {
    expect(refusal(() => pause(`{"id":"${KEY}","reason":"x"}`)).fields).toHaveProperty('id');
    const toggle = () =>
      read('POST', `/machines/${KEY}/toggle`, { body: bytes(`{"idempotencyKey":"${KEY}"}`), key: KEY });
    expect(refusal(toggle).fields).toHaveProperty('idempotencyKey');
  });

  it('keeps a stray __proto__ for the verb to refuse', () => {
    const input = pause('{"reason":"a fault","__proto__":{"role":"admin"}}');
    expect(verbInputs['rollout.pause'].safeParse(input).success).toBe(false);
    expect((input as { role?: unknown }).role).toBeUndefined();
  });

  it('comes with nothing in the address', () => {
    const both = () => read('POST', `/rollouts/${KEY}/pause?reason=x`, { body: bytes('{}') });
    expect(refusal(both).fields).toHaveProperty('reason');
  });
});

describe('the header Idempotency-Key', () => {
  it('is asked for where a change is made once, and is the key of that change', () => {
    const address = `/jobs/${KEY}/undo`;
    expect(refusal(() => read('POST', address)).message).toMatch(/Idempotency-Key.*new UUID/);
    expect(read('POST', address, { key: KEY })).toEqual({ jobId: KEY, idempotencyKey: KEY });
    expect(read('POST', `/jobs/${KEY}/cancel`, { key: KEY })).toEqual({ jobId: KEY });
  });
});

describe('a path', () => {
  it('names a route, or the methods that it has, or nothing', () => {
    const verbAt = (method: string, path: string) => {
      const found = findRoute(method, path);
      return found.kind === 'route' ? found.route.verb : found;
    };
    expect(verbAt('GET', '/machines/counts')).toBe('machine.counts');
    expect(verbAt('HEAD', `/machines/${KEY}`)).toBe('machine.get');
    expect(verbAt('DELETE', `/machines/${KEY}`)).toEqual({ kind: 'other-method', allow: ['GET', 'HEAD'] });
    expect(verbAt('PUT', '/brake')).toEqual({ kind: 'other-method', allow: ['GET', 'HEAD', 'POST'] });
    expect(verbAt('GET', `/rollouts/${KEY}/pause`)).toEqual({ kind: 'other-method', allow: ['POST'] });
    for (const path of ['', '/', '/machines/', '/machine', '/Machines', '/machines/x/y/z', '/constructor'])
      expect(verbAt('GET', path)).toEqual({ kind: 'nothing' });
  });
});
