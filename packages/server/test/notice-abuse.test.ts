import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type NoticeBench, newCode, startNoticeBench } from './support/notice-bench';

/** No proxy stands before it: what a request says of its own address is a word like any other. */
let bench: NoticeBench;
beforeAll(async () => {
  bench = await startNoticeBench();
});
afterAll(() => bench.stop());

const keptOf = async (jobId: string) =>
  (await bench.database.pool('admin').query('select answer from notice_answer where job_id = $1', [jobId]))
    .rows;

/** A request whose body never ends; resolves with what came back and how much was sent until it was hung up. */
function sendWithoutEnd(path: string): Promise<{ answer: string; sentBytes: number }> {
  return new Promise((resolve) => {
    const socket: Socket = connect(Number(new URL(bench.url).port), '127.0.0.1');
    const piece = `answer=acknowledged&until=${'x'.repeat(4096)}`;
    let answer = '';
    const pour = () => {
      while (socket.writable && socket.write(`${piece.length.toString(16)}\r\n${piece}\r\n`));
    };
    socket.write(
      `POST ${path} HTTP/1.1\r\nhost: notice\r\ntransfer-encoding: chunked\r\ncontent-type: application/x-www-form-urlencoded\r\n\r\n`,
    );
    pour();
    socket.on('drain', pour);
    socket.on('data', (bytes) => (answer += String(bytes)));
    socket.on('error', () => undefined);
    socket.on('close', () => resolve({ answer, sentBytes: socket.bytesWritten }));
  });
}

describe('the listener of notices', () => {
  it.each([
    ['text/plain', 'answer=acknowledged'],
    ['application/json', '{"answer":"acknowledged"}'],
    [
      'multipart/form-data; boundary=x',
      '--x\r\ncontent-disposition: form-data; name="answer"\r\n\r\nacknowledged\r\n--x--',
    ],
    ['application/x-www-form-urlencodedx', 'answer=acknowledged'],
    ['', 'answer=acknowledged'],
  ])('takes no answer of the type %j: no form of the page sends it', async (type, body) => {
    const { code, job } = await bench.ask();
    const headers = { 'content-type': type };
    const sent = await fetch(`${bench.url}/n/${code}`, { method: 'POST', body, headers, redirect: 'manual' });
    expect([sent.status, sent.headers.get('location')]).toEqual([303, expect.stringMatching(/unkept=\d+$/)]);
    expect(await keptOf(job.id)).toEqual([]);
  });

  it('takes the form of a page whatever letters its type is written in', async () => {
    const { code, job } = await bench.ask();
    const headers = { 'content-type': 'Application/X-WWW-Form-URLEncoded; Charset=UTF-8' };
    const init = { method: 'POST', body: 'answer=acknowledged', headers, redirect: 'manual' } as const;
    const { headers: said } = await fetch(`${bench.url}/n/${code}`, init);
    expect(said.get('location')).toMatch(/lang=en$/);
    expect(await keptOf(job.id)).toEqual([{ answer: 'acknowledged' }]);
  });

  it('hangs up on a body without end, and answers others meanwhile', async () => {
    const { code, job } = await bench.ask();
    const endless = Array.from({ length: 8 }, () => sendWithoutEnd(`/n/${code}`));
    expect((await fetch(`${bench.url}/n/${code}`)).status).toBe(200);
    for (const { answer, sentBytes } of await Promise.all(endless)) {
      expect(answer).toMatch(/^(HTTP\/1\.1 413 |$)/);
      // What the two ends of a connection on one machine hold between them, and not what could be poured.
      expect(sentBytes).toBeLessThan(16 * 1024 * 1024);
    }
    expect(await keptOf(job.id)).toEqual([]);
  });

  it('stops whoever guesses at volume, whatever addresses the requests say that they are from', async () => {
    const counts = new Map<number, number>();
    for (let round = 0; round < 10; round += 1) {
      const guesses = Array.from({ length: 50 }, (_, index) =>
        fetch(`${bench.url}/n/${newCode()}`, {
          headers: { 'x-forwarded-for': `198.51.100.${index}`, forwarded: `for=203.0.113.${round}` },
        }),
      );
      for (const { status } of await Promise.all(guesses)) counts.set(status, (counts.get(status) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual([404, 429]);
    expect(counts.get(429)).toBeGreaterThan(350);
  });
});
