import { randomUUID } from 'node:crypto';
import { createPool } from '@teredo-fleet/db';
import { expect } from 'vitest';
import { type FleetApi, type FleetServer, signIn, startFleetServer } from '../../src';
import { until } from '../../src/until';
import { bundleAgentProgram, SimulatedAgent } from './simulated-agent';

const ADMIN = { email: 'ada@example.org', password: 'correct horse battery' };
export type Job = Awaited<ReturnType<FleetApi['rollouts']['get']['query']>>['jobs'][number];

const desired = (mode: 'on' | 'off') => ({
  teredo: { mode, type: null, serverName: null, refreshIntervalSeconds: null, clientPort: null },
  ipv6: 'leave' as const,
  firewall: 'leave' as const,
  allowReboot: false,
  acceptFirewallOff: false,
});

const ASKS = {
  kind: 'acknowledge' as const,
  mayRefuse: false,
  minimumNoticeSeconds: 0,
  maxDeferrals: 0,
  minimumDeferralSeconds: 60,
  answerTimeoutSeconds: 600,
  whenNobodyLoggedOn: 'start' as const,
};

/** A change that was asked for. */
export interface Change {
  rolloutId: string;
  jobId: string;
}

/** The server as `npm start` runs it, an admin's view of it, and machines whose agents can be stopped anywhere. */
export class Fleet {
  readonly #agents: SimulatedAgent[] = [];
  #nextIndex = 0;

  private constructor(
    readonly server: FleetServer,
    readonly api: FleetApi,
    private readonly program: string,
  ) {}

  static async start(): Promise<Fleet> {
    const env = { TEREDO_FLEET_ADMIN_EMAIL: ADMIN.email, TEREDO_FLEET_ADMIN_PASSWORD: ADMIN.password };
    const server = await startFleetServer({ env });
    const api = await signIn(server.url, ADMIN);
    await api.settings.set.mutate({ singleChangesPerOperatorAndDay: 10_000 });
    return new Fleet(server, api, await bundleAgentProgram());
  }

  /** Text of a new enrolment token. */
  async makeToken({ maxUses = 1, autoAccept = true } = {}): Promise<string> {
    const order = { label: 'faults', autoAccept, maxUses, expiresInHours: 1 };
    return (await this.api.tokens.create.mutate(order)).text;
  }

  /** One more machine whose agent runs and has said what the machine is. */
  async machine(): Promise<SimulatedAgent> {
    const agent = await this.enrol();
    agent.start();
    await this.observed(agent);
    return agent;
  }

  /** Enrols one more machine; its agent does not run yet. */
  async enrol(): Promise<SimulatedAgent> {
    const token = await this.makeToken();
    const server = { agentUrl: this.server.agentUrl, token };
    const agent = await SimulatedAgent.enrol(this.program, this.#nextIndex++, server);
    this.#agents.push(agent);
    return agent;
  }

  /** Runs SQL past every rule, as somebody with the database in his hands could. */
  async sql<T extends object>(text: string, values: unknown[] = []): Promise<T[]> {
    const pool = createPool(this.server.databaseUrl(), { max: 1 });
    try {
      return (await pool.query<T>(text, values)).rows;
    } finally {
      await pool.end();
    }
  }

  /** Resolves when the machine is there and has said what it is. */
  async observed({ machineId }: { machineId: string }): Promise<void> {
    await until('the machine is observed', async (saw) => {
      const { contact, configuredType } = saw(await this.api.machines.get.query({ id: machineId }));
      return contact === 'online' && configuredType !== null;
    });
  }

  async toggle({ machineId }: { machineId: string }, mode: 'on' | 'off'): Promise<Change> {
    return this.api.machines.toggle.mutate({
      id: machineId,
      desired: desired(mode),
      notice: { policy: ASKS },
      reason: 'a test of faults',
      idempotencyKey: randomUUID(),
    });
  }

  async jobOf({ rolloutId }: Change): Promise<Job> {
    const { jobs } = await this.api.rollouts.get.query({ id: rolloutId });
    return jobs[0]!;
  }

  /** Waits for a state; answers that fail while the server is disturbed are asked for again. */
  async reaches(change: Change, state: Job['state']): Promise<Job> {
    let last: unknown = 'nothing';
    const look = async () => {
      const job = await this.jobOf(change).catch((error) => {
        last = error;
        return null;
      });
      if (job !== null) last = `${job.machine.hostname}: ${job.state} ${job.detail ?? ''}`;
      return job !== null && job.state === state ? job : null;
    };
    return until(`the job is ${state}`, look, { everyMs: 50 }).catch((error) => {
      const news = this.#agents.map(({ hostname, news }) => `${hostname} ${JSON.stringify(news)}`);
      throw new Error([`${error.message}, last seen: ${last}`, ...news, this.server.output()].join('\n'));
    });
  }

  /** Turns Teredo on or off on a machine that nothing is wrong with: it must work at any time. */
  async works(witness: SimulatedAgent, mode: 'on' | 'off'): Promise<void> {
    const before = witness.changes().length;
    const change = await this.toggle(witness, mode);
    await this.reaches(change, 'verified');
    expect(witness.changes().length).toBe(before + 1);
    const { steps } = await this.ranOnce(witness, change);
    expect(steps.map(({ outcome }) => outcome)).toEqual(['done']);
  }

  /**
   * Asserts that a job ended once as verified, and that journal, tables and audit trail tell the same story. `told`:
   * an agent that was killed tells only the newest of its reports again (rule R8), and every other one tells all.
   */
  async ranOnce(agent: SimulatedAgent, change: Change, told: 'all' | 'newest' = 'all'): Promise<Job> {
    const job = await this.reaches(change, 'verified');
    const { records } = agent.journalOf(change.jobId);
    const reports = records.flatMap((record) => (record.kind === 'report' ? [record.report] : []));
    const written = reports.map(({ state, at }) => `${state} at ${new Date(at).toISOString()}`);
    const taken = job.events.filter(({ accepted, source }) => accepted && source === 'agent');
    const known = taken.map(({ state, at }) => `${state} at ${at}`);
    expect(known).toEqual(told === 'all' ? written : written.filter((one) => known.includes(one)));
    expect(known.at(-1)).toBe(written.at(-1));
    expect(reports.map(({ version }) => version)).toEqual(reports.map((_, n) => n + 1));
    expect(new Set(records.flatMap((one) => (one.kind === 'begun' ? [one.askId] : []))).size).toBe(1);
    const wasOnAndIs = [job.before, job.after].map((seen) => seen?.configured.type !== 'disabled');
    expect(wasOnAndIs).toEqual(agent.isOn() ? [false, true] : [true, false]);
    expect(job.receipts.map(({ answer }) => answer)).toEqual(['acknowledged']);
    expect(await this.auditOf(change.jobId)).toEqual(['job.finish', 'job.go', 'job.offer', 'job.sign']);
    return job;
  }

  /** What the audit trail says of a job, sorted. */
  async auditOf(jobId: string): Promise<string[]> {
    const { rows } = await this.api.audit.list.query({ filter: { object: jobId, action: 'job.' } });
    return rows.map(({ action, outcome }) => (outcome === 'done' ? action : `${action} ${outcome}`)).sort();
  }

  async close(): Promise<void> {
    for (const agent of this.#agents) await agent.close();
    await this.server.stop();
  }
}
