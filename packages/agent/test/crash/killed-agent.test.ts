import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { FakeGateway } from '../fake-gateway';
import { makeEnrolledFolder, makeJob, until } from '../fixtures';
import { changesOf } from './file-machine';
import { type AgentProcess, bundleAgentProcess, startAgent } from './run-agent';

const program = await bundleAgentProcess();
const clean: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const undo of clean.splice(0).reverse()) await undo();
});

interface Stage {
  gateway: FakeGateway;
  folders: { folder: string; stateDir: string };
  jobId: string;
}

async function setStage(): Promise<Stage> {
  const gateway = await FakeGateway.start();
  const folders = makeEnrolledFolder(gateway);
  const job = makeJob(gateway);
  gateway.offer(job);
  clean.push(async () => {
    await gateway.close();
    rmSync(folders.folder, { recursive: true, force: true });
  });
  return { gateway, folders, jobId: job.jobId };
}

function start({ folders }: Stage, killAt: number): AgentProcess {
  const agent = startAgent(program, folders, killAt);
  clean.push(async () => {
    agent.child.kill('SIGKILL');
    await agent.ended;
  });
  return agent;
}

/** Names of the failpoints that one undisturbed job passes. */
async function failpointsOfOneJob(): Promise<string[]> {
  const stage = await setStage();
  const agent = start(stage, 0);
  await until(
    `the job is verified ${agent.errors()}`,
    () => stage.gateway.stateOf(stage.jobId) === 'verified',
  );
  const points = readFileSync(join(stage.folders.folder, 'points.log'), 'utf8').trim().split('\n');
  for (const undo of clean.splice(0).reverse()) await undo();
  return points;
}

const points = await failpointsOfOneJob();

describe('an agent that is killed', () => {
  it('passes every kind of point in one job', () => {
    const kinds = [
      'accepted',
      'displayed',
      'receipt',
      'round-ended',
      'asked',
      'begun',
      'planned',
      'saved',
      'step-begun',
      'step-ended',
      'report',
    ];
    for (const kind of kinds) expect(points).toContain(`after ${kind}`);
    expect(points).toContain('applied set-teredo');
  });

  it.each(points.map((name, index) => [index + 1, name] as const))(
    'at point %i (%s) finishes its job after a restart, having changed the machine once',
    async (number) => {
      const stage = await setStage();
      const killed = start(stage, number);
      expect(await killed.ended, killed.errors()).toBe('SIGKILL');
      const again = start(stage, 0);
      const { gateway, jobId } = stage;
      await until('the job has ended', () => gateway.stateOf(jobId) === 'verified').catch((error) => {
        const states = gateway.statuses.map(
          ({ version, state, detail }) => `${version} ${state} ${detail ?? ''}`,
        );
        const refused = gateway.refusedOffers.map(({ code }) => `refused: ${code}`);
        throw new Error([String(error), ...states, ...refused, again.errors()].join('\n'));
      });
      expect(changesOf(stage.folders.folder)).toEqual(['set-teredo']);
      expect(gateway.refusedOffers).toEqual([]);
      expect(new Set(gateway.receipts.map(({ answer }) => answer))).toEqual(new Set(['acknowledged']));
    },
  );
});
