import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { insertMachine } from '@teredo-fleet/db/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callProgram, type MadeToken, makeToken } from './support/program';
import { type Credentials, startWebBench, type WebBench } from './support/web-bench';

let bench: WebBench;
let admin: Credentials;
let tokens: Record<'admin' | 'operator' | 'viewer', MadeToken>;
let machineId: string;

beforeAll(async () => {
  bench = await startWebBench();
  admin = await bench.makeUser('admin');
  tokens = {
    admin: await makeToken(bench, admin, { role: 'admin' }),
    operator: await makeToken(bench, admin, { role: 'operator' }),
    viewer: await makeToken(bench, admin),
  };
  machineId = (await insertMachine(bench.database.pool('admin'))).id;
});
afterAll(() => bench.stop());

const labels = (secret: string, body: unknown, headers: Record<string, string> = {}) =>
  callProgram(bench, `/machines/${machineId}/labels`, {
    method: 'POST',
    secret,
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

const newest = async (action: string) => {
  const { rows } = await bench.database
    .pool('admin')
    .query('select * from audit_entry where action = $1 order by seq desc limit 1', [action]);
  return rows[0];
};

/** Bytes as they are, and the beginning of what comes back. */
function raw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(bench.web.listener.port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.setTimeout(5_000, () => socket.destroy());
    socket.on('data', (chunk) => {
      answer += String(chunk);
      if (answer.includes('\r\n\r\n')) socket.destroy();
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
  });
}

const request = (secret: string, lines: string[], body = '') =>
  [`POST /api/v1/machines/${machineId}/labels HTTP/1.1`, 'Host: localhost', `Authorization: Bearer ${secret}`]
    .concat(lines, '', body)
    .join('\r\n');

describe('a body', () => {
  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json; charset=utf-16',
    'application/jsonx',
    'text/plain, application/json',
  ])('of the type %s is refused', async (type) => {
    const answer = await labels(tokens.operator.secret, { labels: ['e'] }, { 'content-type': type });
    expect(answer).toMatchObject({ status: 415, body: { code: 'unsupported-media-type' } });
  });

  it('that is compressed is refused', async () => {
    const answer = await labels(tokens.operator.secret, { labels: ['e'] }, { 'content-encoding': 'gzip' });
    expect(answer.status).toBe(415);
  });

  it('of more than 512 KiB is refused, whatever length it gives', async () => {
    const large = JSON.stringify({ labels: ['x'.repeat(600_000)] });
    expect(await labels(tokens.operator.secret, large)).toMatchObject({
      status: 413,
      body: {
        code: 'too-large',
        detail: expect.stringMatching(/larger than the 512 KiB that .* Send less at once/),
        fields: { body: 'larger than 512 KiB' },
      },
    });
    const stream = new Blob([large]).stream();
    const answer = await callProgram(bench, `/machines/${machineId}/labels`, {
      method: 'POST',
      secret: tokens.operator.secret,
      body: stream,
      duplex: 'half',
    } as RequestInit);
    expect(answer.status).toBe(413);
  });

  it('is not read before it is known who sends it', async () => {
    const answer = await labels(`tfa_${'B'.repeat(43)}`, '{"labels":');
    expect(answer.status).toBe(401);
  });

  it('nested deeply is refused like any other', async () => {
    const deep = `{"labels":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
    expect((await labels(tokens.operator.secret, deep)).status).toBe(400);
  });
});

describe('a request that two readers could read differently', () => {
  const json = 'Content-Type: application/json';
  const body = '{"labels":["smuggled"]}';

  it.each([
    ['two lengths', [json, `Content-Length: ${body.length}`, 'Content-Length: 0']],
    ['a length and chunks', [json, `Content-Length: ${body.length}`, 'Transfer-Encoding: chunked']],
    ['chunks in disguise', [json, 'Transfer-Encoding: xchunked']],
    ['a folded header', [json, 'X-A: b', ' c: d', `Content-Length: ${body.length}`]],
    ['a bare line feed', [`${json}\nX-Role: admin\rContent-Length: ${body.length}`]],
    ['two tokens', [json, `Content-Length: ${body.length}`, `Authorization: Bearer tfa_${'C'.repeat(43)}`]],
    ['two types', [json, `Content-Length: ${body.length}`, 'Content-Type: text/plain']],
  ])('with %s is refused', async (_what, lines) => {
    const answer = await raw(request(tokens.operator.secret, lines, body));
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(await newest('machine.setLabels')).not.toMatchObject({ after: { labels: ['smuggled'] } });
  });

  it('with one key and another is refused', async () => {
    const lines = [
      'Content-Length: 0',
      `Idempotency-Key: ${randomUUID()}`,
      `Idempotency-Key: ${randomUUID()}`,
    ];
    expect(await raw(request(tokens.operator.secret, lines))).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('keeps its address from the headers that only this server sets', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.9', 'x-teredo-client-address': '203.0.113.9' };
    await labels(tokens.operator.secret, { labels: ['f'] }, headers);
    expect(await newest('machine.setLabels')).toMatchObject({ address: '127.0.0.1' });
  });
});
