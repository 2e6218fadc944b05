import { afterEach, describe, expect, it } from 'vitest';
import { fetchFile } from '../src/presentation/fetch-file';
import { readFault } from '../src/trpc/fault';
import { type Answer, always, answering } from './answering';

const served = answering('/report.csv');
afterEach(() => served.stop());

async function faultOf(answer: Answer) {
  const address = await served.at(answer);
  return readFault(await fetchFile(address, {}).catch((error: unknown) => error));
}

describe('a file that a page fetches', () => {
  it('is kept under the name that the server gave it', async () => {
    const headers = { 'content-type': 'text/csv', 'content-disposition': 'attachment; filename="then.csv"' };
    const file = await fetchFile(await served.at(always(200, headers, 'a,b')), {});
    expect([file.fileName, file.contentType, await file.body.text()]).toEqual([
      'then.csv',
      'text/csv',
      'a,b',
    ]);
  });

  it('is refused in the words of the server, beside the field that is meant', async () => {
    const error = { code: 'invalid', message: 'Name a moment.', requestId: 'r-1', fields: { at: 'none' } };
    expect(
      await faultOf(always(400, { 'content-type': 'application/json' }, JSON.stringify({ error }))),
    ).toMatchObject({ code: 'invalid', message: 'Name a moment.', requestId: 'r-1', fields: { at: 'none' } });
  });

  it('is asked for as the page says, and refused in words then too', async () => {
    const error = { code: 'not-found', message: 'This link opens nothing.', requestId: 'r-2', fields: {} };
    const address = await served.at((request, response) => {
      const isPost = request.method === 'POST' && request.headers['content-type'] === 'application/json';
      response.writeHead(isPost ? 404 : 405, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error }));
    });
    const asked = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
    const fault = readFault(await fetchFile(address, asked).catch((refused: unknown) => refused));
    expect(fault).toMatchObject({ code: 'not-found', message: 'This link opens nothing.' });
  });

  it.each([
    [502, 'text/html', '<h1>Bad Gateway</h1>', /proxy before it, answered 502.*Try again in a moment/, true],
    [504, 'application/json', '<h1>Gateway', /proxy before it, answered 504/, true],
    [503, 'application/json', '{"message":"no upstream"}', /proxy before it, answered 503/, true],
    [503, 'application/json', '{"error":{"code":"away","message":"no upstream"}}', /answered 503/, true],
    [403, 'text/html', '<h1>Forbidden</h1>', /proxy before it, answered 403.*Load the page again/, false],
    [200, 'text/html', '<form>Sign in</form>', /proxy before it, answered 200.*Load the page again/, false],
  ])('says of a %i that is %s what answered and what to do', async (status, type, body, words, retry) => {
    const fault = await faultOf(always(status, { 'content-type': type }, body));
    expect(fault.message).toMatch(words);
    expect([fault.code, fault.retry]).toEqual(['foreign-answer', retry]);
  });

  it('is one that nobody answers for where no server is', async () => {
    const address = await served.at(always(200, {}, ''));
    await served.stop();
    const fault = readFault(await fetchFile(address, {}).catch((error: unknown) => error));
    expect(fault.code).toBe('unreachable');
  });

  it('is not waited for any longer once nobody wants it, and the server hears so', async () => {
    const stop = new AbortController();
    let isGone: Promise<void> | null = null;
    const address = await served.at((_request, response) => {
      isGone = new Promise((resolve) => response.on('close', resolve));
      response.writeHead(200, { 'content-disposition': 'attachment; filename="then.csv"' }).write('a,b');
      stop.abort();
    });
    await expect(fetchFile(address, { signal: stop.signal })).rejects.toMatchObject({ name: 'AbortError' });
    await isGone;
  });
});
