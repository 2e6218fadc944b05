import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeStanding, encodeRequests, newestStanding } from '@teredo-fleet/agent-core';
import { createLinuxApplicationBox, createLinuxApplicationDoor } from '@teredo-fleet/platform';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeGateway } from './fake-gateway';
import { makeEnrolledFolder, makeJob, until } from './fixtures';
import { type RunningAgent, startAgent } from './start-agent';

let exchange: string;
const requests = () => join(exchange, 'requests');
const box = () => createLinuxApplicationBox(exchange);
const door = () => createLinuxApplicationDoor(exchange);
const requestOf = (application: string) => encodeRequests([{ application, at: Date.now() - 1000 }]);
const own = { mode: 0o600 };

beforeEach(() => {
  exchange = join(mkdtempSync(join(tmpdir(), 'exchange-test-')), 'exchange');
});
afterEach(() => rmSync(join(exchange, '..'), { recursive: true, force: true }));

describe('where applications of a Linux machine ask', () => {
  it('takes what was left once, with the account that the kernel says left it', async () => {
    const at = box();
    await at.open();
    expect(await door().leave('some text')).toBe(true);
    const [left] = await at.take();
    expect(left?.text).toBe('some text');
    expect(left?.account).toMatch(process.getuid?.() === 0 ? /^root$/ : /./);
    expect(await at.take()).toEqual([]);
  });

  it('lets anybody put something there and nobody see or take away what another put', async () => {
    await box().open();
    expect(lstatSync(exchange).mode & 0o7777).toBe(0o755);
    expect(lstatSync(requests()).mode & 0o7777).toBe(0o1733);
  });

  it('passes over links, pipes, folders and what is too long, and is not stopped by them', async () => {
    const at = box();
    await at.open();
    const outside = join(exchange, '..', 'secret');
    writeFileSync(outside, 'not for the server\n', own);
    symlinkSync(outside, join(requests(), 'symbolic'));
    linkSync(outside, join(requests(), 'hard'));
    mkdirSync(join(requests(), 'folder'));
    mkdirSync(join(requests(), 'full', 'of'), { recursive: true });
    writeFileSync(join(requests(), 'long'), '', own);
    truncateSync(join(requests(), 'long'), 1_000_000_000);
    await door().leave('good');
    expect((await at.take()).map(({ text }) => text)).toEqual(['good']);
    expect(readdirSync(requests())).toEqual(['full']);
    expect(existsSync(outside)).toBe(true);
  });

  it('waits for the end of what is still being written, and not for ever', async () => {
    const at = box();
    await at.open();
    const path = join(requests(), 'half');
    writeFileSync(path, 'half of', own);
    expect(await at.take()).toEqual([]);
    expect(existsSync(path)).toBe(true);
    const soon = Date.now() / 1000 + 5;
    utimesSync(path, soon, soon);
    expect(await at.take()).toEqual([]);
    expect(existsSync(path)).toBe(true);
    const then = Date.now() / 1000 - 20;
    utimesSync(path, then, then);
    expect(await at.take()).toEqual([]);
    expect(existsSync(path)).toBe(false);
  });

  it('does not wait for the end of a file that is said to be of tomorrow', async () => {
    const at = box();
    await at.open();
    const path = join(requests(), 'tomorrow');
    writeFileSync(path, 'half of', own);
    const tomorrow = Date.now() / 1000 + 86_400;
    utimesSync(path, tomorrow, tomorrow);
    expect(await at.take()).toEqual([]);
    expect(existsSync(path)).toBe(false);
  });

  it('believes nothing that somebody else could have written', async () => {
    const at = box();
    await at.open();
    await at.tell('standing\n');
    expect(await door().read()).toEqual(['standing\n']);
    chmodSync(exchange, 0o777);
    expect(await door().read()).toEqual([]);
    await expect(at.open()).rejects.toThrow(/others may change/);
    chmodSync(exchange, 0o755);
    await at.close();
    expect(await door().read()).toEqual([]);
    expect(await createLinuxApplicationDoor(join(exchange, 'none')).leave('x')).toBe(false);
  });
});

describe('an agent and the applications beside it', () => {
  let gateway: FakeGateway;
  let folders: { folder: string; stateDir: string };
  let running: RunningAgent | null = null;

  beforeEach(async () => {
    gateway = await FakeGateway.start();
    folders = makeEnrolledFolder(gateway);
    newest = null;
    running = startAgent(folders, { applications: box() });
    await until('it told how it stands', () => standing() !== null);
  });
  afterEach(async () => {
    await running?.agent.stop();
    await gateway.close();
    rmSync(folders.folder, { recursive: true, force: true });
  });

  let newest: ReturnType<typeof decodeStanding> = null;
  const standing = () => {
    const of = exchange;
    void door()
      .read()
      .then((told) => {
        // A look of the test before may end in this one.
        if (of === exchange) newest = newestStanding(told.map(decodeStanding));
      });
    return newest;
  };
  const asked = () => gateway.others.filter(({ type }) => type === 'application-request');

  it('tells the server who asked, each once', async () => {
    await door().leave(requestOf('Example Chat'));
    await door().leave(requestOf('Example Chat'));
    await door().leave('rubbish');
    await door().leave(requestOf('<b>Other</b>'));
    await until('both came', () => asked().length === 2);
    expect(asked()).toMatchObject([{ application: expect.any(String) }, { askedBy: expect.any(String) }]);
    expect(
      asked()
        .map((one) => 'application' in one && one.application)
        .sort(),
    ).toEqual(['<b>Other</b>', 'Example Chat']);
    await door().leave(requestOf('Example Chat'));
    await until('it was taken', () => readdirSync(requests()).length === 0);
    expect(asked()).toHaveLength(2);
    expect(running?.failures).toEqual([]);
  });

  it('passes requests on also while it can’t tell how it stands', async () => {
    rmSync(join(exchange, 'standing'), { force: true });
    mkdirSync(join(exchange, 'standing', 'held'), { recursive: true });
    gateway.dropSessions();
    await door().leave(requestOf('Example Chat'));
    await until('it came', () => asked().length === 1);
    rmSync(join(exchange, 'standing'), { recursive: true });
  });

  it('tells applications that it is connected, what it saw, and that a change is coming', async () => {
    await until('it looked', () => standing()?.connected === true && standing()?.seen !== null);
    expect(standing()).toMatchObject({
      status: 'active',
      coming: null,
      seen: { readiness: { kind: 'missing' } },
    });
    gateway.offer(makeJob(gateway, { sequence: 1, notBefore: Date.now() + 60_000 }));
    gateway.dropSessions();
    await until('the change is announced', () => standing()?.coming?.state === 'waiting-window');
  });

  it('takes back what it told when it stops', async () => {
    await running?.agent.stop();
    expect(await door().read()).toEqual([]);
  });
});
