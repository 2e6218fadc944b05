import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { changesIn } from '@teredo-fleet/platform/simulator';
import { formatEnrolmentToken } from '@teredo-fleet/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { enrol, JournalFolder, readEnrolment } from '../src';
import { FakeGateway } from './fake-gateway';
import { HOST, makeEnrolledFolder, makeJob, until } from './fixtures';
import { type RunningAgent, startAgent } from './start-agent';

let gateway: FakeGateway;
let folders: { folder: string; stateDir: string };
let running: RunningAgent | null = null;

beforeEach(async () => {
  gateway = await FakeGateway.start();
  folders = makeEnrolledFolder(gateway);
});

afterEach(async () => {
  await running?.agent.stop();
  running = null;
  await gateway.close();
  rmSync(folders.folder, { recursive: true, force: true });
});

function start(): RunningAgent {
  running = startAgent(folders);
  return running;
}

async function runToEnd(changes: Parameters<typeof makeJob>[1]): Promise<string> {
  const job = makeJob(gateway, changes);
  gateway.offer(job);
  start();
  await until('the job has ended', () => gateway.stateOf(job.jobId) === 'verified');
  await running?.agent.stop();
  return job.jobId;
}

const journalFolder = () => new JournalFolder(folders.stateDir);
const sequenceFile = () => join(folders.stateDir, 'sequence.json');

/** For each byte of the file, its bytes with one bit of that one flipped. */
function* withOneBitFlipped(path: string): Generator<Uint8Array> {
  const bytes = readFileSync(path);
  for (const [index, byte] of bytes.entries()) {
    const altered = Uint8Array.from(bytes);
    altered[index] = byte ^ (1 << (index & 7));
    yield altered;
  }
}

describe('the kept sequence', () => {
  const highest = () => journalFolder().highestSequence(gateway.enrolmentId);

  it('altered by one bit anywhere is never read as a lower one', () => {
    journalFolder().keepSequence(gateway.enrolmentId, 41);
    expect(highest()).toBe(41);
    for (const altered of withOneBitFlipped(sequenceFile())) {
      writeFileSync(sequenceFile(), altered);
      let read: number | null = null;
      try {
        read = highest();
      } catch (error) {
        expect(error).toMatchObject({ code: 'damaged', message: expect.stringContaining('enrol --again') });
      }
      expect([null, 41]).toContain(read);
    }
  });

  it.each([
    ['empty', ''],
    ['cut short', '{"sha256":"'],
    ['of another program', '{"enrolmentId":"x","highest":0}'],
    ['no object', '7'],
  ])('%s: every new job is refused with what to do, and the agent goes on', async (_words, text) => {
    writeFileSync(sequenceFile(), text);
    gateway.offer(makeJob(gateway));
    const { failures, news } = start();
    await until('the job is refused', () => gateway.refusedOffers.length === 1);
    expect(gateway.refusedOffers[0]).toMatchObject({
      code: 'replayed',
      text: expect.stringMatching(/sequence\.json is damaged\. .*enrol --again/),
    });
    await until('the machine is looked at', () => gateway.others.some(({ type }) => type === 'observation'));
    expect(news).toEqual(['connected ws']);
    expect(failures).toMatchObject([{ code: 'damaged' }]);
    expect(changesIn(folders.folder)).toEqual([]);
    expect(readFileSync(sequenceFile(), 'utf8')).toBe(text);
  });

  it('damaged: a job that is known is still answered with its end', async () => {
    const jobId = await runToEnd({ sequence: 3 });
    writeFileSync(sequenceFile(), 'rubbish');
    gateway.statuses.length = 0;
    start();
    await until('its end is told again', () => gateway.stateOf(jobId) === 'verified');
    expect(gateway.refusedOffers).toEqual([]);
  });

  it('damaged: enrolling again makes the machine take jobs', async () => {
    writeFileSync(sequenceFile(), 'rubbish');
    const { stateDir } = folders;
    const token = formatEnrolmentToken({ tokenId: 'one', secret: 's'.repeat(32), ...gateway.keys });
    const { ca, server, settings } = readEnrolment(stateDir);
    await enrol({ stateDir, server, token, ca, door: 'ws', settings, host: HOST, again: true });
    const { enrolmentId } = readEnrolment(stateDir);
    expect(enrolmentId).not.toBe(gateway.enrolmentId);
    await runToEnd({ enrolmentId });
    expect(changesIn(folders.folder)).toEqual(['set-teredo']);
  });
});

describe('the journals', () => {
  it('are taken up in the order in which their jobs were accepted', () => {
    for (const sequence of [5, 2, 8, 1, 4, 7, 3, 6]) {
      const order = makeJob(gateway, { sequence });
      const journal = journalFolder().journalOf(order.jobId, order.attempt);
      journal.append({ kind: 'accepted', at: 0, order, earlier: null });
      journal.close();
    }
    expect(
      journalFolder()
        .jobs()
        .map(({ order }) => order.sequence),
    ).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

describe('an observation kept with the earlier values', () => {
  it.each([
    ['damaged', '{"sha256":"'],
    ['of another program', '{}'],
  ])('%s: giving them back is blocked with what to do, and the agent goes on', async (_words, text) => {
    const changed = await runToEnd({ sequence: 1 });
    writeFileSync(join(folders.stateDir, 'earlier', `${changed}.json`), text);
    const undo = makeJob(gateway, { sequence: 2, work: { kind: 'restore', savedByJob: changed } });
    gateway.offer(undo);
    const { failures } = start();
    await until('the job has ended', () => gateway.stateOf(undo.jobId) === 'blocked');
    const { blockers } = gateway.statuses.find(({ state }) => state === 'blocked') ?? {};
    expect(blockers).toMatchObject([{ text: expect.stringMatching(/can't be read .* with a new job/) }]);
    expect(failures).toEqual([]);
    expect(changesIn(folders.folder)).toEqual(['set-teredo']);
  });
});
