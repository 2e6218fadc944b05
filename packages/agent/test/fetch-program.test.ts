import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fetchProgram } from '../src/update/fetch-program';
import { FetchProgramError } from '../src/update/fetch-program-error';
import { partPath } from '../src/update/program-intake';

const PROGRAM = randomBytes(300_000);
const FILE = {
  system: 'linux' as const,
  sha256: createHash('sha256').update(PROGRAM).digest('hex'),
  size: PROGRAM.length,
};

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let folder: string;
let path: string;
let server: Server;
/** The ranges that were asked for. */
let asked: (string | undefined)[];
/** One for each request; the last one for all that follow. */
let answers: Answer[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fetch-program-'));
  path = join(folder, 'teredo-agent.new.mjs');
  asked = [];
  server = createServer((request, response) => {
    asked.push(request.headers.range);
    answers[Math.min(asked.length, answers.length) - 1]?.(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

const fetchOnce = () => {
  const address = { server: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, ca: null };
  return fetchProgram(address as Parameters<typeof fetchProgram>[0], FILE, path);
};
const failure = async () => {
  const error = await fetchOnce().catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(FetchProgramError);
  return error as FetchProgramError;
};
/** Of hundreds of thousands of bytes. */
const expectProgram = () => expect(readFileSync(path).equals(PROGRAM)).toBe(true);
const part = () => partPath(path, FILE);

const begin = ({ headers }: IncomingMessage) => Number(/\d+/.exec(headers.range ?? '0')?.[0]);
const rangeOf = (from: number) => `bytes ${from}-${FILE.size - 1}/${FILE.size}`;

/** Answers as a server that knows ranges, and cuts the connection after so many bytes. */
const honest =
  (bytes = PROGRAM.length): Answer =>
  (request, response) => {
    const from = begin(request);
    const rest = PROGRAM.subarray(from);
    const headers = { 'content-length': rest.length };
    if (request.headers.range === undefined) response.writeHead(200, headers);
    else response.writeHead(206, { ...headers, 'content-range': rangeOf(from) });
    if (bytes >= rest.length) response.end(rest);
    else response.write(rest.subarray(0, bytes), () => response.destroy());
  };
const always =
  (bytes: Buffer): Answer =>
  (_, response) =>
    response.end(bytes);

describe('a download of a program that is cut off', () => {
  it('is gone on with where it ended, as often as it is cut, and is the program that was signed', async () => {
    answers = [honest(1_000), honest(120_000), honest(1), honest()];
    for (let time = 0; time < 3; time += 1) expect((await failure()).passing).toBe(true);
    expect(readdirSync(folder)).toEqual([`teredo-agent.new.mjs.${FILE.sha256.slice(0, 16)}.part`]);
    await fetchOnce();
    expect(asked).toEqual([undefined, 'bytes=1000-', 'bytes=121000-', 'bytes=121001-']);
    expectProgram();
    expect(readdirSync(folder)).toEqual(['teredo-agent.new.mjs']);
  });

  it('is begun anew where the server knows no ranges', async () => {
    answers = [honest(200_000), always(PROGRAM)];
    await failure();
    await fetchOnce();
    expect(asked).toEqual([undefined, 'bytes=200000-']);
    expectProgram();
  });

  it.each<[string, Answer]>([
    [
      'answers with another part',
      (_, response) => response.writeHead(206, { 'content-range': rangeOf(5) }).end(PROGRAM.subarray(5)),
    ],
    ['says that there is no such part', (_, response) => response.writeHead(416).end()],
  ])('is begun anew, without harm, where the server %s', async (_, answer) => {
    answers = [honest(200_000), answer, honest()];
    await failure();
    expect((await failure()).passing).toBe(true);
    await fetchOnce();
    expect(asked).toEqual([undefined, 'bytes=200000-', undefined]);
    expectProgram();
  });

  it('keeps what it has where the server fails for a while', async () => {
    answers = [honest(200_000), (_, response) => response.writeHead(503).end('busy'), honest()];
    await failure();
    expect(await failure()).toMatchObject({
      message: 'The program could not be fetched (the server answered HTTP 503).',
      waitMs: null,
    });
    await fetchOnce();
    expect(asked.at(-1)).toBe('bytes=200000-');
    expectProgram();
  });

  it.each<[string, string | undefined, number]>([
    ['that says when to come again', '30', 30_000],
    ['that says no time', undefined, 10_000],
    ['that says at once', '0', 1_000],
    ['that says a time of its own', 'Sat, 28 Nov 2026 10:00:00 GMT', 10_000],
    ['that says in a year', '31536000', 300_000],
    ['that says rubbish', '-1e9', 10_000],
  ])('keeps what it has and waits for a crowded server %s', async (_, retryAfter, waitMs) => {
    const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
    answers = [honest(200_000), (__, response) => response.writeHead(429, headers).end('{}'), honest()];
    await failure();
    expect(await failure()).toMatchObject({
      passing: true,
      waitMs,
      message: 'The server hands out as many programs as it can (HTTP 429).',
    });
    await fetchOnce();
    expect(asked.at(-1)).toBe('bytes=200000-');
    expectProgram();
  });

  it('is not asked for again where all of it had come', async () => {
    answers = [honest()];
    writeFileSync(part(), PROGRAM);
    await fetchOnce();
    expect(asked).toEqual([]);
    expectProgram();
  });

  it.each<[string, Buffer]>([
    ['was altered', Buffer.alloc(100_000, 7)],
    [
      'was altered at its last byte',
      Buffer.concat([PROGRAM.subarray(0, 99), Buffer.from([PROGRAM[99]! ^ 1])]),
    ],
    ['is as long as the program and another', Buffer.alloc(PROGRAM.length, 7)],
  ])('is begun anew where the part that is here %s', async (_, bytes) => {
    answers = [honest()];
    writeFileSync(part(), bytes);
    const { passing, message } = await failure();
    expect([passing, message]).toEqual([true, expect.stringContaining('not the program that was signed')]);
    await fetchOnce();
    expect(asked.at(-1)).toBeUndefined();
    expectProgram();
  });

  it('is begun anew at once where more is here than the program has', async () => {
    answers = [honest()];
    writeFileSync(part(), Buffer.concat([PROGRAM, Buffer.from('more')]));
    await fetchOnce();
    expect(asked).toEqual([undefined]);
    expectProgram();
  });

  it('leaves no part of a program that is no longer wanted', async () => {
    answers = [honest()];
    const others = ['teredo-agent.new.mjs.0123456789abcdef.part', 'teredo-agent.mjs', 'else.part'];
    for (const name of others) writeFileSync(join(folder, name), 'x');
    await fetchOnce();
    expect(readdirSync(folder).sort()).toEqual(['else.part', 'teredo-agent.mjs', 'teredo-agent.new.mjs']);
  });
});

describe('a download that is another program', () => {
  it.each<[string, Buffer]>([
    ['by one bit', Buffer.concat([PROGRAM.subarray(0, -1), Buffer.from([PROGRAM.at(-1)! ^ 1])])],
    ['by more at its end', Buffer.concat([PROGRAM, Buffer.from('\n')])],
  ])('%s is not asked for again, and nothing of it stays', async (_, bytes) => {
    answers = [always(bytes)];
    expect((await failure()).passing).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
  });
});
