import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildScript } from '../script.mjs';
import { createWineMachine, type WineMachine } from './wine';

const LONG_MS = 300_000;
const TOO_LATE = 'the answer was not whole in time';
const TOO_LARGE = 'the answer is too large';
/** An answer without a length is waited for five seconds, and others longer. */
const SOONEST_TOO_LATE_MS = 4_000;

interface Told {
  answer: { cause?: string };
  tookMs: number;
}

const head = (...headers: string[]) => ['HTTP/1.1 200 OK', ...headers, '', ''].join('\r\n');

/**
 * Sends the same again and again, until the other side has enough. No more than half a megabyte in all: Wine's WinHttp frees
 * twice what it has of an answer that is given up, which nothing survives where that is large. Not in chunks, of which it now
 * and then can't give one up.
 */
function forEver(socket: Socket, text: string, everyMs: number): void {
  const timer = setInterval(() => socket.write(text), everyMs);
  socket.once('close', () => clearInterval(timer));
}

/** What a server does with a request, by its path. */
const SERVERS: Record<string, (socket: Socket) => void> = {
  whole: (socket) => void socket.end(`${head('Content-Length: 5')}whole`),
  late: (socket) => void setTimeout(() => socket.end(`${head('Content-Length: 4')}late`), 3_000),
  'without-length': (socket) => void socket.end(`${head('Connection: close')}all`),
  refusing: (socket) => void socket.end('HTTP/1.1 503 Busy\r\nContent-Length: 4\r\n\r\nbusy'),
  silent: () => undefined,
  'dripping-headers': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\nX-Long: ');
    forEver(socket, 'x', 200);
  },
  'dripping-body': (socket) => {
    socket.write(head('Content-Length: 300000'));
    forEver(socket, 'x', 200);
  },
  endless: (socket) => {
    socket.write(head('Connection: close'));
    forEver(socket, 'x'.repeat(4_096), 100);
  },
  huge: (socket) => {
    socket.write(head('Content-Length: 4000000000'));
    forEver(socket, 'x'.repeat(4_096), 100);
  },
  large: (socket) => void socket.end(`${head('Connection: close')}${'x'.repeat(400_001)}`),
};

describe('the HTTP of the script agent', () => {
  let server: Server;
  let machine: WineMachine;
  let script = '';
  let options = '';
  const open = new Set<Socket>();

  beforeAll(async () => {
    server = createServer((socket) => {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
      socket.on('error', () => undefined);
      socket.once('data', (bytes) => {
        const name = /^POST \/(\S+)/.exec(String(bytes))?.[1] ?? '';
        SERVERS[name]?.(socket);
      });
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    machine = await createWineMachine('winxp');
    script = machine.write('probe.js', await buildScript('./test/probes/http-probe'));
    options = machine.write('options.js', await buildScript('./test/probes/option-probe'));
  }, LONG_MS);

  afterAll(async () => {
    await machine.close();
    for (const socket of open) socket.destroy();
    server.close();
  });

  const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  /**
   * Wine's WinHttp says of no answer that it is whole where that came about between two calls of WaitForResponse: it gives false from
   * then on, at once. Such a one is given up as too late in no time, and is asked for again.
   */
  const isLostByWine = ({ answer, tookMs }: Told) =>
    answer.cause === TOO_LATE && tookMs < SOONEST_TOO_LATE_MS;

  async function post(url: string, attempts = 3): Promise<unknown> {
    const { output, exitCode, errors } = await machine.says(script, [url, '8000'], { timeoutMs: 240_000 });
    if (exitCode !== 0 || output === '') return `ended with ${exitCode}: ${output}${errors}`;
    const told: Told = JSON.parse(output);
    return isLostByWine(told) && attempts > 1 ? post(url, attempts - 1) : told.answer;
  }

  it.concurrent.each([
    ['whole', { ok: true, status: 200, text: 'whole' }],
    ['late', { ok: true, status: 200, text: 'late' }],
    ['without-length', { ok: true, status: 200, text: 'all' }],
    ['refusing', { ok: true, status: 503, text: 'busy' }],
    ['silent', { ok: false, cause: TOO_LATE }],
    ['dripping-headers', { ok: false, cause: TOO_LATE }],
    ['dripping-body', { ok: false, cause: TOO_LATE }],
    ['endless', { ok: false, cause: TOO_LATE }],
    ['huge', { ok: false, cause: TOO_LARGE }],
    ['large', { ok: false, cause: TOO_LARGE }],
  ])(
    'takes from a server that is %s what it may, and is done',
    async (name, answer) => {
      expect(await post(`${origin()}/${name}`)).toEqual(answer);
    },
    LONG_MS,
  );

  it.concurrent(
    'says what Windows says where no server is',
    async () => {
      expect(await post('http://127.0.0.1:9/')).toEqual({ ok: false, cause: expect.stringMatching(/./) });
    },
    LONG_MS,
  );

  it.concurrent(
    'says of a Windows without TLS of today that the address for agents may be http, where https fails',
    async () => {
      // Wine's WinHttp has no such option, as if it were a Windows that knows none of them.
      expect(await post('https://127.0.0.1:9/')).toEqual({
        ok: false,
        cause: expect.stringMatching(/.; this Windows may speak no TLS newer than 1\.0.* http address/),
      });
    },
    LONG_MS,
  );

  it.concurrent(
    'writes an option of a request as JScript does',
    async () => {
      const { output, exitCode, errors } = await machine.says(options, [], { timeoutMs: 120_000 });
      const said = { exitCode, output: output.trim() };
      expect(said, errors).toEqual({ exitCode: 0, output: '1252' });
    },
    LONG_MS,
  );
});
