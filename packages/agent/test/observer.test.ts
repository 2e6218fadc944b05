import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makePlainMachine, openMachineInFolder } from '@teredo-fleet/platform/simulator';
import type { AgentMessage } from '@teredo-fleet/protocol';
import type { Step } from '@teredo-fleet/teredo';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAgentClock } from '../src/jobs/agent-clock';
import { Outbox } from '../src/jobs/outbox';
import { Observer } from '../src/observer';
import { until } from './fixtures';

const TURN_ON: Step = {
  kind: 'set-teredo',
  type: 'client',
  serverName: null,
  refreshIntervalSeconds: null,
  clientPort: null,
};

let folder: string;
let changing: boolean;
let sent: string[];
let observer: Observer;
let platform: ReturnType<typeof openMachineInFolder>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'observer-test-'));
  changing = false;
  sent = [];
  platform = openMachineInFolder(folder, makePlainMachine(0));
  const outbox = new Outbox();
  outbox.connect((message: AgentMessage) => message.type === 'observation' && sent.push(message.reason));
  observer = new Observer({
    platform,
    outbox,
    clock: createAgentClock(),
    reachability: () => ({ probeServer: null, peer: null }),
    onObserved: () => undefined,
    isChanging: () => changing,
    onFailed: (error) => {
      throw error;
    },
  });
});

afterEach(() => {
  observer.close();
  rmSync(folder, { recursive: true, force: true });
});

async function look(): Promise<void> {
  observer.look('periodic');
  await until('it has looked', () => !observer.isLooking);
}

describe('a look in passing', () => {
  it('says nothing of what is as it was', async () => {
    await look();
    await look();
    expect(sent).toHaveLength(1);
  });

  it('says it again before the server, three periods later, takes what it knows for stale', async () => {
    for (let looks = 0; looks < 7; looks += 1) await look();
    expect(sent).toEqual(['change', 'periodic', 'periodic', 'periodic']);
  });

  it('that finds another machine than before tells a change', async () => {
    await look();
    await platform.apply(TURN_ON, { jobId: 'by hand' });
    await look();
    expect(sent.slice(1)).toEqual(['change']);
  });

  it('while a job changes the machine tells of that job', async () => {
    await look();
    changing = true;
    await platform.apply(TURN_ON, { jobId: 'by job' });
    await look();
    expect(sent.slice(1)).toEqual(['verify']);
  });

  it('during which a job begins tells of that job', async () => {
    await look();
    await platform.apply(TURN_ON, { jobId: 'by job' });
    observer.look('periodic');
    changing = true;
    await until('it has looked', () => !observer.isLooking);
    expect(sent.slice(1)).toEqual(['verify']);
  });
});
