import { join } from 'node:path';
import type { EmbeddedPostgres } from '@teredo-fleet/db';
import { type Configuration, SERVER_ROLES, type ServerRole } from '../configuration';
import type { Prepared } from '../preparation/order';
import { deriveSecrets, loadMasterSecret, type Secrets } from '../secrets';
import { VERSION } from '../version';
import { announce } from './announce';
import { childEnvironment } from './child-environment';
import { type DataFolder, takeDataFolder } from './data-folder';
import { type Database, openDatabase } from './database';
import { type LogSink, openLogFile } from './log-file';
import { type Printer, phase } from './phases';
import { checkPort, listenersOf } from './ports';
import { prepareServer } from './prepare-server';
import { fleetPlan, type PlanInputs, plansOf } from './process-plans';
import { locatePrograms, type Programs, requireBuilt } from './programs';
import { StartError } from './start-error';
import { type ProcessEvents, SupervisedProcess } from './supervised-process';

export interface SupervisorOptions {
  configuration: Configuration;
  /** The supervisor's own environment, of which children get the neutral part. */
  environment: Record<string, string | undefined>;
  /** Absolute path of the supervisor's bundle; the other programs lie beside it. */
  file: string;
  printer: Printer;
}

/** The preparation may wait for minutes, for a database or another server; the end waits for it only this long. */
const PREPARATION_GRACE_MS = 3_000;

/** Runs the whole server on one machine: the database, then each role in a process of its own. */
export class Supervisor {
  readonly #options: SupervisorOptions;
  readonly #processes: SupervisedProcess[] = [];
  #folder: DataFolder | null = null;
  #log: LogSink | null = null;
  #database: Database | null = null;
  #prepared: Prepared | null = null;
  readonly #preparation = new AbortController();
  #starting: Promise<void> = Promise.resolve();
  #stopping: Promise<void> | null = null;
  #fail: (error: Error) => void = () => undefined;
  /** Rejects when something ends that the server can't go on without and that can't be started again. */
  readonly failed: Promise<never>;

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.failed = new Promise<never>((_, reject) => {
      this.#fail = reject;
    });
    this.failed.catch(() => undefined);
  }

  /** Starts everything, one printed line a phase. Rejects with StartError; `stop` cleans up what was started. */
  start(): Promise<void> {
    this.#starting = this.#start();
    return this.#starting;
  }

  async #start(): Promise<void> {
    const { configuration, file, environment: own } = this.#options;
    const { dataDir, roles } = configuration;
    await this.#phase('data folder and ports', () => this.#prepare());
    const secrets = deriveSecrets(await loadMasterSecret(dataDir, configuration.secret));
    const programs = locatePrograms(file, configuration.agentsDir);
    await this.#provideDatabase(secrets, programs);
    const { urls, jobPublicKey, evidencePublicKey, setupLink, demoToken } = this.#prepared!;
    const inputs = {
      configuration,
      urls,
      secrets,
      jobPublicKey,
      evidencePublicKey,
      programs,
      version: VERSION,
      own,
      log: this.#log!,
    };
    for (const role of SERVER_ROLES) if (roles.includes(role)) await this.#startRole(role, inputs);
    if (demoToken !== null) await this.#startDemo(inputs, demoToken);
    announce(this.#options.printer, configuration, setupLink);
  }

  /** A phase is begun only while nobody has asked for the end. */
  async #phase(title: string, work: () => Promise<string | null>): Promise<void> {
    if (this.#stopping !== null) throw new StartError('Stopped while it started.');
    const { printer } = this.#options;
    // What still ends after "Stopping…" is no news.
    const line = (text: string) => (this.#stopping === null ? printer.line(text) : undefined);
    await phase({ line }, title, work);
  }

  async #prepare(): Promise<string> {
    const { configuration, file } = this.#options;
    const { roles, dataDir, dev } = configuration;
    const programs = locatePrograms(file, configuration.agentsDir);
    requireBuilt([programs.prepare, ...roles.map((role) => programs[role])]);
    if (roles.includes('web') && !dev) requireBuilt([programs.pages]);
    if (configuration.demo !== null) requireBuilt([programs.fleet]);
    this.#folder = await takeDataFolder(dataDir);
    this.#log = openLogFile(join(dataDir, 'logs', 'server.log'), dev);
    for (const listener of listenersOf(configuration)) await checkPort(listener);
    return dataDir;
  }

  /** One that is the operator's own answers, or not, only when it is prepared. */
  async #provideDatabase(secrets: Secrets, programs: Programs): Promise<void> {
    const isOwn = this.#options.configuration.databaseUrl !== null;
    if (isOwn) await this.#openDatabase();
    else await this.#phase('database', () => this.#openDatabase());
    await this.#phase(isOwn ? 'database, migrations' : 'migrations', () =>
      this.#prepareDatabase(secrets, programs),
    );
  }

  async #openDatabase(): Promise<string> {
    const { configuration, printer } = this.#options;
    this.#database = await openDatabase(configuration, (line) => printer.line(`    ${line}`));
    const { embedded } = this.#database;
    if (embedded === null) return 'from DATABASE_URL';
    this.#restartWhenEnded(embedded);
    return `port ${embedded.port}`;
  }

  async #prepareDatabase(secrets: Secrets, { prepare, agentFilesDir }: Programs): Promise<string> {
    const { configuration, environment } = this.#options;
    const { adminUrl, name: database } = this.#database!;
    const program = {
      file: prepare,
      environment: childEnvironment(environment, {}, configuration.dev),
      log: this.#log!,
      signal: this.#preparation.signal,
    };
    const order = { configuration, adminUrl, database, secrets, agentFilesDir };
    this.#prepared = await prepareServer(program, order);
    return this.#prepared.migrations;
  }

  /** PostgreSQL that ended by itself is started again on the same port; the roles connect again by themselves. */
  #restartWhenEnded(embedded: EmbeddedPostgres): void {
    void embedded.ended.then(async () => {
      if (this.#stopping !== null) return;
      this.#options.printer.line('  ! the database ended; starting it again');
      try {
        // Gives the data folder up, which the ended one still holds.
        await embedded.stop();
        await this.#openDatabase();
        if (this.#stopping !== null) await this.#database?.embedded?.stop();
        else this.#options.printer.line('  ✓ the database runs again');
      } catch (error) {
        this.#fail(error instanceof Error ? error : new Error(String(error)));
      }
    });
  }

  async #startRole(role: ServerRole, inputs: PlanInputs): Promise<void> {
    const { configuration } = this.#options;
    const started = plansOf(role, inputs).map((plan) => new SupervisedProcess(plan, this.#events()));
    this.#processes.push(...started);
    await this.#phase(role, async () => {
      await Promise.all(started.map((one) => one.start()));
      if (role === 'web') return configuration.publicUrl;
      return role === 'gateway' ? configuration.agentUrl : null;
    });
  }

  async #startDemo(inputs: PlanInputs, token: string): Promise<void> {
    const machines = this.#options.configuration.demo?.machines ?? 0;
    await this.#phase('demo', async () => {
      const fleet = new SupervisedProcess(fleetPlan(inputs, token, machines), this.#events());
      this.#processes.push(fleet);
      await fleet.start();
      return `${machines} simulated machines`;
    });
  }

  #events(): ProcessEvents {
    const { printer } = this.#options;
    return {
      ended: (name, how, retryMs) =>
        printer.line(`  ! ${name} ended (${how}); starting it again in ${(retryMs / 1000).toFixed(1)} s`),
      restarted: (name) => printer.line(`  ✓ ${name} runs again`),
    };
  }

  /** Stops what was started, in the other order. Safe to call at any time and more than once. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async #stop(): Promise<void> {
    await this.#stopProcesses();
    // A start that is under way ends at its next phase; what it started meanwhile is stopped too.
    const giveUp = setTimeout(() => this.#preparation.abort(), PREPARATION_GRACE_MS);
    await this.#starting.catch(() => undefined);
    clearTimeout(giveUp);
    await this.#stopProcesses();
    await this.#database?.embedded?.stop();
    this.#log?.close();
    await this.#folder?.release();
  }

  /** The last started first, so that no page and no machine meets a server that is half gone. */
  async #stopProcesses(): Promise<void> {
    for (const one of this.#processes) one.expectEnd();
    const [last, ...first] = [...this.#processes].reverse();
    await last?.stop();
    await Promise.all(first.map((one) => one.stop()));
  }
}
