import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type BegunEnrolment, beginEnrolment, forgetBegunEnrolment } from '../src/state/begun-enrolment';
import { writeEnrolment } from '../src/state/enrolment';
import { emptyMemoryDisk, installMemoryDisk } from './script-life';

installMemoryDisk();
afterAll(() => vi.unstubAllGlobals());
beforeEach(() => emptyMemoryDisk());

const FOLDER = 'C:\\Teredo Fleet';
const fresh = (tokenId: string, seed: string, rest: Partial<BegunEnrolment> = {}): BegunEnrolment => ({
  tokenId,
  channelKey: 'channel',
  hardwareId: 'hardware',
  seed,
  ...rest,
});
const begin = (...said: Parameters<typeof fresh>) => beginEnrolment(FOLDER, fresh(...said));

describe('an enrolment of the script agent that a server was asked for', () => {
  it('is gone on with by the same token at the same server on the same machine, and by no other', () => {
    expect(begin('one', 'first').begun.seed).toBe('first');
    expect(begin('one', 'second').begun.seed).toBe('first');
    expect(begin('one', 'third', { hardwareId: 'another' }).begun.seed).toBe('third');
    expect(begin('one', 'fourth', { channelKey: 'another' }).begun.seed).toBe('fourth');
    expect(begin('two', 'fifth').begun.seed).toBe('fifth');
  });

  it('is forgotten when it was refused, and what it took the place of is back', () => {
    begin('one', 'first');
    begin('two', 'second').refused();
    const again = begin('one', 'third');
    expect(again.begun.seed).toBe('first');
    again.refused();
    expect(begin('one', 'fourth').begun.seed).toBe('fourth');
  });

  it('is begun anew where it was granted, also where the machine stopped before it forgot it', () => {
    begin('one', 'first');
    const keys = { server: 'http://192.0.2.1', channelKey: 'channel', jobKey: 'job' };
    writeEnrolment(FOLDER, { v: 1, ...keys, seed: 'first', machineId: 'm', enrolmentId: 'e' });
    expect(begin('one', 'second').begun.seed).toBe('second');
    forgetBegunEnrolment(FOLDER);
    expect(begin('one', 'third').begun.seed).toBe('third');
  });
});
