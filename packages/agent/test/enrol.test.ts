import { rmSync } from 'node:fs';
import { formatEnrolmentToken } from '@teredo-fleet/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { enrol, enrolmentSha256, readEnrolment } from '../src';
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

function enrolAgain(announce: (sha256: string) => Promise<void>) {
  const { stateDir } = folders;
  const { ca, server, settings } = readEnrolment(stateDir);
  const token = formatEnrolmentToken({ tokenId: 'one', secret: 's'.repeat(32), ...gateway.keys });
  return enrol({ stateDir, server, token, ca, door: 'ws', settings, host: HOST, again: true, announce });
}

describe('an enrolment', () => {
  it('is announced by its SHA-256 before it takes the place of the earlier one', async () => {
    const { stateDir } = folders;
    const earlier = enrolmentSha256(stateDir);
    const announced: { sha256: string; there: string }[] = [];
    await enrolAgain(async (sha256) => {
      announced.push({ sha256, there: enrolmentSha256(stateDir) });
    });
    expect(announced).toEqual([{ sha256: enrolmentSha256(stateDir), there: earlier }]);
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
