import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Fleet } from './fleet';
import type { SimulatedAgent } from './simulated-agent';

const written = (name: string) => [`before ${name}`, `after ${name}`];

/** Every point between two steps of a job that tells one user, sets one thing and reads it back. */
const POINTS = [
  ...written('accepted'),
  ...written('report notifying'),
  ...written('displayed'),
  ...written('receipt'),
  ...written('round-ended'),
  ...written('report queued'),
  ...written('asked'),
  ...written('begun'),
  ...written('report running'),
  ...written('planned'),
  ...written('saved'),
  ...written('report running'),
  ...written('step-begun'),
  'applied set-teredo',
  ...written('step-ended'),
  ...written('report verifying'),
  ...written('report verified'),
];

/** Nobody saw whether these steps took effect: they are looked for, found, and told as unknown. */
const UNSEEN = ['applied set-teredo', 'before step-ended'];
/** As many tests as run at a time. */
const MACHINES = 5;

let fleet: Fleet;
/** A machine on which nothing goes wrong, watched through everything. */
let witness: SimulatedAgent;
let machines: SimulatedAgent[];
const modes = new Map<SimulatedAgent, 'on' | 'off'>();

function otherMode(agent: SimulatedAgent): 'on' | 'off' {
  const mode = modes.get(agent) === 'on' ? 'off' : 'on';
  modes.set(agent, mode);
  return mode;
}

beforeAll(async () => {
  fleet = await Fleet.start();
  witness = await fleet.machine();
  machines = await Promise.all(Array.from({ length: MACHINES }, () => fleet.machine()));
});
afterAll(() => fleet.close());

describe('an agent killed at each point between two steps', () => {
  it('passes these points when nobody kills it', async () => {
    await fleet.works(witness, otherMode(witness));
    await fleet.works(witness, otherMode(witness));
    expect(witness.points()).toEqual([...POINTS, ...POINTS]);
  });

  it.concurrent.each(POINTS.map((name, index) => [index + 1, name] as const))(
    'point %i, %s: after a restart the job ends once, having changed the machine once',
    async (number, name) => {
      const agent = machines.pop()!;
      const before = agent.changes().length;
      agent.dieAt(number);
      const change = await fleet.toggle(agent, otherMode(agent));
      expect(await agent.ended).toBe('SIGKILL');
      agent.start();
      const { steps } = await fleet.ranOnce(agent, change, 'newest');
      expect(steps.map(({ outcome }) => outcome)).toEqual([UNSEEN.includes(name) ? 'unknown' : 'done']);
      expect(agent.changes().slice(before)).toEqual(['set-teredo']);
      machines.push(agent);
    },
  );

  it.concurrent('disturbs no other: one that works beside them goes on working', async () => {
    for (let n = 0; n < 10; n += 1) await fleet.works(witness, otherMode(witness));
  });
});
