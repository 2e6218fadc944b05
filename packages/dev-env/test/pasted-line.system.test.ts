import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { shellEnrolCommand } from '../../services/src/token/windows-enrol-commands';
import { createWineMachine, type WineMachine } from '../src/wine';

/** Stands in the agent's place, as long as it is: writes down what it was called with. */
const AGENT = [
  `var a=[];for(var i=0;i<WScript.Arguments.Length;i++)a.push(WScript.Arguments.Item(i));`,
  `var f=new ActiveXObject('Scripting.FileSystemObject').OpenTextFile('C:\\\\called.txt',8,true);f.WriteLine(a.join(' '));f.Close();`,
  `//${'x'.repeat(250_000)}`,
].join('\r\n');
const TOKEN = `tf1.${'a'.repeat(16)}.${'b'.repeat(43)}.${'c'.repeat(43)}.${'d'.repeat(43)}`;

let machine: WineMachine;
let server: Server;
let serve: (response: ServerResponse) => void = (response) => response.end(AGENT);
let agentUrl = '';
const called = () => join(machine.prefix, 'drive_c/called.txt');

beforeAll(async () => {
  server = createServer((request, response) => {
    response.statusCode = request.url === '/agents/teredo-agent.js' ? 200 : 404;
    response.setHeader('content-type', 'text/javascript; charset=utf-8');
    serve(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  agentUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  machine = await createWineMachine('winxp');
}, 120_000);

afterAll(async () => {
  await machine.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

/** As pasted: the shell reads it from a file, since it has no window here. */
function paste(seconds = 120) {
  const sha256 = createHash('sha256').update(AGENT).digest('hex');
  const made = shellEnrolCommand({ agentUrl, sha256, token: TOKEN }) ?? '';
  expect(made).toMatch(/n\^<120;/);
  const line = made.replace(/(n\^[<>]=?)120/g, `$1${seconds}`);
  const path = machine.write('pasted.cmd', `@echo off\r\n${line}\r\n`);
  return machine.run('cmd', ['/d', '/c', machine.windowsPath(path)], { timeoutMs: 100_000 });
}

it('the line for cmd runs nothing of an agent that was altered on the way, and says so', async () => {
  serve = (response) => response.end(AGENT.replace('xxx', 'xyx'));
  expect((await paste()).output).toContain('not the agent that this line names');
  expect(existsSync(called())).toBe(false);
}, 120_000);

it('the line for cmd says what a server answers that hands out no more agents now', async () => {
  serve = (response) => {
    response.statusCode = 429;
    response.end('{"code":"too-many"}');
  };
  expect((await paste()).output).toMatch(
    /answered 429\. Where that is 429, .*wait a minute, then do this again\. Nothing was run\./,
  );
  expect(existsSync(called())).toBe(false);
}, 120_000);

/** A letter now and then, without end. Not in chunks, which Wine's WinHttp now and then can't give up. */
function drip(response: ServerResponse): void {
  response.useChunkedEncodingByDefault = false;
  const timer = setInterval(() => response.write('x'), 100);
  response.once('close', () => clearInterval(timer));
}

// Of two minutes a few seconds, but where the size alone has to do.
it.each<[string, number, typeof serve]>([
  ['never answers', 8, () => undefined],
  ['drips without end', 8, drip],
  [
    'says that more is coming than any agent has',
    120,
    (response) => {
      response.setHeader('content-length', 4_000_000_000);
      drip(response);
    },
  ],
])(
  'the line for cmd gives up a server that %s, and says so',
  async (_what, seconds, way) => {
    serve = way;
    expect((await paste(seconds)).output).toContain(
      'The agent did not come whole within two minutes, or is too large.',
    );
    expect(existsSync(called())).toBe(false);
  },
  120_000,
);

it('the line for cmd fetches the agent, knows it by its hash, enrols and installs it', async () => {
  serve = (response) => response.end(AGENT);
  expect(await paste()).toMatchObject({ exitCode: 0, output: '' });
  const enrolled = `enrol --keep --server ${agentUrl} --token ${TOKEN}`;
  expect(readFileSync(called(), 'latin1')).toBe(`${enrolled}\r\ninstall\r\n`);
}, 120_000);

const agent = () => join(machine.prefix, 'drive_c/windows/Teredo Fleet/teredo-agent.js');

it('pasted once more the line for cmd leaves an agent alone that is the same, and takes another away', async () => {
  const { mtimeMs } = statSync(agent());
  expect(await paste()).toMatchObject({ exitCode: 0, output: '' });
  expect(statSync(agent()).mtimeMs).toBe(mtimeMs);
  writeFileSync(agent(), 'an older one');
  expect(await paste()).toMatchObject({ exitCode: 0, output: '' });
  expect(readFileSync(agent(), 'latin1')).toBe(AGENT);
  expect(existsSync(`${agent()}.new`)).toBe(false);
}, 120_000);

it('where the agent can’t be written the one before stays whole, and the line says so', async () => {
  writeFileSync(agent(), 'an older one');
  mkdirSync(`${agent()}.new`);
  const { output } = await paste();
  rmdirSync(`${agent()}.new`);
  expect(output).toMatch(/could not be written to .*teredo-agent\.js: .* What was there before stays\./);
  expect(readFileSync(agent(), 'latin1')).toBe('an older one');
}, 120_000);
