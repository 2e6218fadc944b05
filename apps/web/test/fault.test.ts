import { createTRPCUntypedClient, httpBatchLink } from '@trpc/client';
import { afterEach, describe, expect, it } from 'vitest';
import { isMissing, readFault } from '../src/trpc/fault';
import { fetchCall } from '../src/trpc/foreign-answer';
import { type Answer, always, answering } from './answering';

function refused(code: string) {
  const error = { code, message: 'Say what to do.', requestId: 'r-1', fields: {} };
  return Object.assign(new Error('Say what to do.'), { data: { code: 'X', error } });
}

describe('readFault', () => {
  it('shows the words and the request id that the server gave', () => {
    expect(readFault(refused('conflict'))).toMatchObject({
      code: 'conflict',
      message: 'Say what to do.',
      requestId: 'r-1',
      retry: false,
    });
  });

  it('tries again only where that may help', () => {
    expect(readFault(refused('unavailable')).retry).toBe(true);
    expect(readFault(refused('forbidden')).retry).toBe(false);
  });

  it('takes an error without an answer as a server that was not reached', () => {
    expect(readFault(new TypeError('Failed to fetch'))).toMatchObject({ code: 'unreachable', retry: true });
    expect(readFault(null).code).toBe('unreachable');
  });
});

describe('isMissing', () => {
  it('takes an id that cannot be one as an object that is not there', () => {
    expect([refused('not-found'), refused('invalid'), refused('forbidden')].map(isMissing)).toEqual([
      true,
      true,
      false,
    ]);
  });
});

describe('a call', () => {
  const served = answering('/api/trpc');
  afterEach(() => served.stop());

  async function faultOf(answer: Answer) {
    const url = await served.at(answer);
    const link = httpBatchLink({ url, fetch: (input, init) => fetchCall(input, init as RequestInit) });
    const client = createTRPCUntypedClient({ links: [link] });
    return readFault(await client.query('brake.get').catch((error: unknown) => error));
  }

  it('that a proxy answers says so, with the status and what to do', async () => {
    const fault = await faultOf(always(502, { 'content-type': 'text/html' }, '<h1>Bad Gateway</h1>'));
    expect(fault).toMatchObject({ code: 'foreign-answer', retry: true });
    expect(fault.message).toMatch(/proxy before it, answered 502.*Try again in a moment/);
  });

  it.each([
    '{"message":"no upstream"}',
    '{"error":{"code":"ServiceUnavailable","message":"no upstream"}}',
    '{"error":"no upstream"}',
    'null',
    '<h1>Bad Gateway</h1>',
  ])('that a proxy answers in JSON, or calls so what is none, says so: %s', async (body) => {
    const fault = await faultOf(always(503, { 'content-type': 'application/json' }, body));
    expect(fault).toMatchObject({ code: 'foreign-answer', retry: true, fields: {} });
    expect(fault.message).toMatch(/proxy before it, answered 503/);
  });

  it('that the server refused at its door is refused in its words', async () => {
    const error = {
      code: 'forbidden',
      message: 'Open the dashboard at its address.',
      requestId: 'r-2',
      fields: {},
    };
    const answer = always(403, { 'content-type': 'application/json' }, JSON.stringify({ error }));
    expect(await faultOf(answer)).toMatchObject({ ...error, retry: false });
  });
});
