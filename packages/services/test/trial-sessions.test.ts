import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { UpdateBench } from './support/update-bench';

const bench = new UpdateBench();
const { able, age, offer, prove, say, take } = bench;

beforeAll(() => bench.start());
afterAll(bench.close);
beforeEach(() => bench.reset());

/** A machine that was let begin to try 0.2.0. */
async function trying(): Promise<string> {
  await offer();
  const id = await able();
  await take(id);
  await say(id, 'ready');
  expect(await take(id)).toMatchObject([{ install: true }]);
  return id;
}

/** Another boot says with this version that it is in its trial, then the program comes back that was there before. */
async function comesAndGoes(id: string, agentVersion = '0.2.0') {
  await prove(id, agentVersion, { trial: true, bootId: 'another' });
  return (await prove(id, '0.1.0')).answer[0];
}

const COPY = { status: 'quarantined', quarantinedNow: true };
const OWN = { status: 'active', quarantinedNow: false };

describe('a session that says it is of a program in its trial', () => {
  it('is no copy where that trial was let begin, though it names its boot otherwise', async () => {
    const id = await trying();
    expect(await comesAndGoes(id)).toMatchObject(OWN);
  });

  it('hides no copy behind it', async () => {
    const id = await trying();
    await comesAndGoes(id);
    await prove(id, '0.1.0', { bootId: 'another' });
    expect((await prove(id, '0.1.0')).answer[0]).toMatchObject(COPY);
  });

  it('is judged as every other where nothing was offered', async () => {
    expect(await comesAndGoes(await able())).toMatchObject(COPY);
  });

  it('is judged as every other where the offer was not let begin yet', async () => {
    await offer();
    const id = await able();
    await take(id);
    expect(await comesAndGoes(id)).toMatchObject(COPY);
  });

  it('is judged as every other once the time of a trial is over', async () => {
    const id = await trying();
    await age(id, '31 minutes');
    expect(await comesAndGoes(id)).toMatchObject(COPY);
  });

  it('is judged as every other where the machine alone says that it tries what it was offered', async () => {
    await offer();
    const id = await able();
    await take(id);
    await say(id, 'trying');
    expect(await comesAndGoes(id)).toMatchObject(COPY);
  });

  it('is judged as every other half an hour after the start, though the machine says that it tries it yet', async () => {
    const id = await trying();
    await age(id, '29 minutes');
    await say(id, 'trying');
    await age(id, '2 minutes');
    expect(await comesAndGoes(id)).toMatchObject(COPY);
  });

  it('is judged as every other once the trial has ended', async () => {
    const id = await trying();
    await say(id, 'fell-back', 'It ended at once.');
    expect(await comesAndGoes(id)).toMatchObject(COPY);
  });

  it('is judged as every other when it is of another version than the one that was let begin', async () => {
    expect(await comesAndGoes(await trying(), '0.1.0')).toMatchObject(COPY);
  });

  it('is judged as every other on a machine that was let begin nothing, while another one tries it', async () => {
    await trying();
    expect(await comesAndGoes(await able())).toMatchObject(COPY);
  });
});
