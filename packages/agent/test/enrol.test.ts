import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatEnrolmentToken } from '@teredo-fleet/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { begunEnrolmentSha256, enrol, enrolmentSha256, readBegunEnrolment, readEnrolment } from '../src';
import { FakeGateway } from './fake-gateway';
import { HOST, makeEnrolledFolder } from './fixtures';

let gateway: FakeGateway;
let folders: { folder: string; stateDir: string };

beforeEach(async () => {
  gateway = await FakeGateway.start();
  folders = makeEnrolledFolder(gateway);
});

afterEach(async () => {
  await gateway.close();
  rmSync(folders.folder, { recursive: true, force: true });
});

function enrolAgain(
  announce?: (sha256: string) => Promise<void>,
  tokenId = 'one',
  hardwareId = HOST.hardwareId,
  seed?: string,
) {
  const host = { ...HOST, hardwareId };
  const { stateDir } = folders;
  const { ca, server, settings } = readEnrolment(stateDir);
  const token = formatEnrolmentToken({ tokenId, secret: 's'.repeat(32), ...gateway.keys });
  return enrol({
    stateDir,
    server,
    token,
    ca,
    door: 'ws',
    settings,
    host,
    again: true,
    announce,
    ...(seed ? { seed } : {}),
  });
}

describe('an enrolment', () => {
  it('is announced by its SHA-256 before it takes the place of the earlier one', async () => {
    const { stateDir } = folders;
    const earlier = enrolmentSha256(stateDir);
    const announced: { sha256: string; there: string | null }[] = [];
    await enrolAgain(async (sha256) => {
      announced.push({ sha256, there: enrolmentSha256(stateDir) });
    });
    const begun = { sha256: expect.any(String), there: earlier };
    expect(announced).toEqual([begun, { sha256: enrolmentSha256(stateDir), there: earlier }]);
    expect(enrolmentSha256(stateDir)).not.toBe(earlier);
  });

  it('leaves the earlier one where it can’t be announced', async () => {
    const earlier = enrolmentSha256(folders.stateDir);
    const refused = enrolAgain(async () => {
      throw new Error('reg add gave 5');
    });
    await expect(refused).rejects.toThrow('reg add gave 5');
    expect(enrolmentSha256(folders.stateDir)).toBe(earlier);
  });
});

describe('an enrolment whose answer is lost', () => {
  it('is on disk, and announced, before the server is asked', async () => {
    const { stateDir } = folders;
    gateway.enrolments = 'lost';
    const announced: string[] = [];
    const lost = enrolAgain(async (sha256) => {
      expect(gateway.enrolling).toEqual([]);
      announced.push(sha256);
    });
    await expect(lost).rejects.toThrow();
    expect(announced).toEqual([begunEnrolmentSha256(stateDir)]);
  });

  it('is asked for again as the same machine by the same token, and then forgotten', async () => {
    const { stateDir } = folders;
    gateway.enrolments = 'lost';
    await expect(enrolAgain()).rejects.toThrow();
    await expect(enrolAgain()).rejects.toThrow();
    gateway.enrolments = 'answered';
    const { seed } = readBegunEnrolment(stateDir)!;
    await enrolAgain();
    expect(new Set(gateway.enrolling).size).toBe(1);
    expect(readEnrolment(stateDir).seed).toBe(seed);
    expect(readdirSync(stateDir).filter((name) => name.includes('begun'))).toEqual([]);
  });

  it('is another machine by another token', async () => {
    gateway.enrolments = 'lost';
    await expect(enrolAgain(undefined, 'one')).rejects.toThrow();
    await expect(enrolAgain(undefined, 'two')).rejects.toThrow();
    expect(new Set(gateway.enrolling).size).toBe(2);
  });

  it('is begun anew where the machine stopped before it forgot that it had begun', async () => {
    const { stateDir } = folders;
    gateway.enrolments = 'lost';
    await expect(enrolAgain()).rejects.toThrow();
    const begun = readFileSync(join(stateDir, 'enrolment-begun.json'));
    gateway.enrolments = 'answered';
    await enrolAgain();
    writeFileSync(join(stateDir, 'enrolment-begun.json'), begun);
    await enrolAgain();
    const [first, second, third] = gateway.enrolling;
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  it('is not forgotten by what anybody said before this try asked anything', async () => {
    gateway.enrolments = 'lost';
    await expect(enrolAgain()).rejects.toThrow();
    gateway.enrolments = 'of another version';
    await expect(enrolAgain()).rejects.toThrow(/Another version is spoken here\.$/);
    gateway.enrolments = 'answered';
    await enrolAgain();
    expect(new Set(gateway.enrolling).size).toBe(1);
  });

  it('is back when another token was tried meanwhile and refused', async () => {
    gateway.enrolments = 'lost';
    await expect(enrolAgain(undefined, 'one')).rejects.toThrow();
    gateway.enrolments = 'refused';
    await expect(enrolAgain(undefined, 'two')).rejects.toThrow();
    gateway.enrolments = 'answered';
    await enrolAgain(undefined, 'one');
    const [first, , third] = gateway.enrolling;
    expect(third).toBe(first);
  });

  it('is another machine on another one, to which the disk was copied', async () => {
    gateway.enrolments = 'lost';
    await expect(enrolAgain()).rejects.toThrow();
    await expect(enrolAgain(undefined, 'one', 'hardware-2')).rejects.toThrow();
    expect(new Set(gateway.enrolling).size).toBe(2);
  });

  it('says how to go on, also where it was answered and could not be kept', async () => {
    gateway.enrolments = 'lost';
    await expect(enrolAgain()).rejects.toThrow(/paste the same line again/);
    gateway.enrolments = 'answered';
    let announced = 0;
    const full = enrolAgain(async () => {
      announced += 1;
      throw new Error('ENOSPC: no space left on device');
    });
    await expect(full).rejects.toThrow(/no space left on device.*paste the same line again/);
    expect(announced).toBe(1);
  });

  it('ends at once where the connection does while the key is kept', async () => {
    const began = performance.now();
    const ended = enrolAgain(async () => {
      gateway.dropSessions();
      await new Promise((resolve) => setTimeout(resolve, 100));
    });
    await expect(ended).rejects.toThrow(/ended before the server answered/);
    expect(gateway.enrolling).toEqual([]);
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it('is begun anew where what was kept of it is damaged', async () => {
    gateway.enrolments = 'lost';
    await expect(enrolAgain()).rejects.toThrow();
    writeFileSync(join(folders.stateDir, 'enrolment-begun.json'), '{"v":1,"tokenId":"one"');
    await expect(enrolAgain()).rejects.toThrow();
    expect(new Set(gateway.enrolling).size).toBe(2);
  });
});

it('is the same machine again where the server gave it up and a person wants it back', async () => {
  const { seed } = readEnrolment(folders.stateDir);
  await enrolAgain(undefined, 'one', HOST.hardwareId, seed);
  await enrolAgain(undefined, 'two', HOST.hardwareId, seed);
  expect(readEnrolment(folders.stateDir).seed).toBe(seed);
  expect(new Set(gateway.enrolling).size).toBe(1);
});

describe('an enrolment that was not granted', () => {
  it('leaves nothing behind when it was refused', async () => {
    gateway.enrolments = 'refused';
    await expect(enrolAgain()).rejects.toThrow('This token is used up.');
    expect(existsSync(join(folders.stateDir, 'enrolment-begun.json'))).toBe(false);
  });

  it('leaves nothing behind when nobody was asked', async () => {
    await gateway.close();
    await expect(enrolAgain()).rejects.toThrow();
    expect(existsSync(join(folders.stateDir, 'enrolment-begun.json'))).toBe(false);
    gateway = await FakeGateway.start();
  });
});
