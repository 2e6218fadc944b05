import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ServerRole } from '../../src/fleet-server';
import { childrenOf, isRunning } from '../../src/process-cost';
import { type Saw, until } from '../../src/until';
import { type Change, Fleet, type Job } from './fleet';
import type { SimulatedAgent } from './simulated-agent';

/** Where jobs are while the server is disturbed: the agent waits at a point, and the server knows the job so. */
const STAGES = [
  { point: 'after displayed', state: 'notifying' },
  { point: 'before asked', state: 'queued' },
  { point: 'applied set-teredo', state: 'running' },
  { point: 'before report verified', state: 'verifying' },
] as const;

interface RunningJob {
  agent: SimulatedAgent;
  change: Change;
  changesBefore: number;
}

let fleet: Fleet;
/** One machine a stage, and one that is asked to change while the server is disturbed. */
let machines: SimulatedAgent[];
let latecomer: SimulatedAgent;
let mode: 'on' | 'off' = 'off';

beforeAll(async () => {
  fleet = await Fleet.start();
  machines = await Promise.all(STAGES.map(() => fleet.machine()));
  latecomer = await fleet.machine();
});
afterAll(() => fleet.close());

async function begin(agent: SimulatedAgent): Promise<RunningJob> {
  const changesBefore = agent.changes().length;
  return { agent, changesBefore, change: await fleet.toggle(agent, mode) };
}

async function beginAt(agent: SimulatedAgent, point: string, state: Job['state']): Promise<RunningJob> {
  agent.holdAt(point);
  const job = await begin(agent);
  await agent.held();
  await fleet.reaches(job.change, state);
  return job;
}

/** A job in every stage, and the server's word that each is there. */
async function beginEverywhere(): Promise<RunningJob[]> {
  mode = mode === 'on' ? 'off' : 'on';
  return Promise.all(STAGES.map(({ point, state }, n) => beginAt(machines[n]!, point, state)));
}

/** Every job goes on where it was, and ends once. */
async function finish(jobs: RunningJob[]): Promise<void> {
  for (const { agent } of jobs) agent.goOn();
  for (const { agent, change, changesBefore } of jobs) {
    const { steps } = await fleet.ranOnce(agent, change);
    expect(steps.map(({ outcome }) => outcome)).toEqual(['done']);
    expect(agent.changes().slice(changesBefore), agent.hostname).toEqual(['set-teredo']);
  }
}

async function printed(pattern: RegExp, since: number): Promise<void> {
  const isThere = (saw: Saw) => pattern.test(saw(fleet.server.output().slice(since)));
  await until(`${pattern} is printed`, isThere, { everyMs: 50 });
}

/** Keeps what is killed down until `look` has looked: the supervisor can't start it again meanwhile. */
async function whileDown(look: () => Promise<unknown>): Promise<void> {
  fleet.server.process.kill('SIGSTOP');
  await look().finally(() => fleet.server.process.kill('SIGCONT'));
}

/** Kills a role; `meanwhile` begins at that moment. Resolves when the terminal says that the role is back. */
async function kill(role: ServerRole, meanwhile: () => Promise<unknown>): Promise<void> {
  const since = fleet.server.output().length;
  process.kill(fleet.server.pidOf(role)!, 'SIGKILL');
  await meanwhile();
  await printed(new RegExp(`! ${role} ended \\(signal SIGKILL\\); starting it again in \\d`), since);
  await printed(new RegExp(`✓ ${role} runs again`), since);
}

/** The agent's own words of why it has no connection. */
const whyDisconnected = (agent: SimulatedAgent) =>
  agent.news.flatMap((one) => (one.kind === 'disconnected' ? [one.text] : [])).join('\n');

describe('server processes killed one by one while a job runs', () => {
  it('the signer: what is asked for meanwhile waits for its signature, and every job ends once', async () => {
    const jobs = await beginEverywhere();
    const ask = async () => {
      const late = await begin(latecomer);
      expect((await fleet.jobOf(late.change)).state).toBe('requested');
      jobs.push(late);
    };
    await kill('signer', () => whileDown(ask));
    await finish(jobs);
  });

  it('the gateway: agents say so and go on trying, and every job ends once', async () => {
    const jobs = await beginEverywhere();
    await kill('gateway', async () => {
      jobs.push(await begin(latecomer));
      const words =
        /The connection to the server ended\. Nothing is lost: the agent connects again by itself\./;
      await until('the agent says so', () => words.test(whyDisconnected(latecomer)));
    });
    await finish(jobs);
  });

  it('the engine: every job ends once, and its rollout is ended by the next engine', async () => {
    const jobs = await beginEverywhere();
    const change = async () => {
      jobs.push(await begin(latecomer));
      await fleet.reaches(jobs.at(-1)!.change, 'verified');
    };
    await kill('engine', () => whileDown(change));
    await finish(jobs);
    for (const { change } of jobs) {
      const isDone = async () =>
        (await fleet.api.rollouts.get.query({ id: change.rolloutId })).state === 'done';
      await until('the rollout is done', isDone);
    }
  });

  it('the web: jobs run on without it, a person stays signed in, and every job ends once', async () => {
    const jobs = await beginEverywhere();
    const late = await begin(latecomer);
    jobs.push(late);
    const isTurned = () => latecomer.changes().length === late.changesBefore + 1;
    await kill('web', () => whileDown(() => until('the change is made', isTurned)));
    expect(await fleet.api.viewer.me.query()).toMatchObject({ role: 'admin' });
    await finish(jobs);
  });
});

describe('PostgreSQL restarted while a job runs', () => {
  const postmaster = () => {
    const file = join(fleet.server.dataDir, 'postgres', 'cluster', 'postmaster.pid');
    return Number(readFileSync(file, 'utf8').split('\n')[0]);
  };

  /** Resolves when nothing of the cluster can answer any more: until then it may take a change that is lost here. */
  async function end(signal: NodeJS.Signals): Promise<void> {
    const cluster = [postmaster(), ...childrenOf(postmaster())];
    process.kill(postmaster(), signal);
    await until('the database has ended', () => !cluster.some(isRunning), { everyMs: 10 });
  }

  it.each([
    ['as an administrator does it (fast)', 'SIGINT'],
    ['after a crash', 'SIGKILL'],
  ] as const)('%s: page and terminal say so, and every job ends once', async (_how, signal) => {
    const jobs = await beginEverywhere();
    const since = fleet.server.output().length;
    await whileDown(async () => {
      await end(signal);
      await until('the change is refused', () => begin(latecomer).then(() => false, isDatabaseAway));
      expect(await (await fetch(`${fleet.server.url}/readyz`)).json()).toMatchObject({
        ready: false,
        database: { text: 'the database does not answer' },
      });
    });
    await printed(/! the database ended; starting it again/, since);
    await printed(/✓ the database runs again/, since);
    jobs.push(await until('a change is taken', () => begin(latecomer).catch(() => null)));
    await finish(jobs);
    expect(fleet.server.output().slice(since)).not.toMatch(/! (signer|gateway|engine|web) ended/);
  });
});

/** Whether a person was told what is wrong and what to do; any other refusal fails the test. */
function isDatabaseAway(error: Error): boolean {
  expect(error.message).toMatch(/^The database does not answer now, so .* Try again in a moment\.$/);
  return true;
}
