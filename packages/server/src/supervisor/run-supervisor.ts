import { readConfiguration } from '../configuration';
import { standardOutput } from './phases';
import { explainStartError } from './start-error';
import { Supervisor } from './supervisor';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Resolves with 0, the exit code of a server that was asked to stop and did. Further signals change nothing. */
function firstSignal(): Promise<number> {
  return new Promise((resolve) => {
    for (const signal of SIGNALS) process.on(signal, () => resolve(0));
  });
}

/** The whole life of the supervisor's process; never returns. `file`: its own bundle's path. */
export async function runSupervisor(file: string): Promise<void> {
  process.stdout.on('error', () => undefined);
  const signal = firstSignal();
  let supervisor: Supervisor | null = null;
  let code = 1;
  try {
    const configuration = readConfiguration(process.env, process.argv.slice(2));
    supervisor = new Supervisor({ configuration, environment: process.env, file, printer: standardOutput });
    const started = supervisor.start().then(() => signal);
    code = await Promise.race([started, signal, supervisor.failed]);
    standardOutput.line('\n  Stopping…');
  } catch (error) {
    process.stderr.write(`${explainStartError(error)}\n`);
  }
  try {
    await supervisor?.stop();
  } catch (error) {
    process.stderr.write(`Stopping did not end cleanly: ${explainStartError(error)}\n`);
    code = 1;
  }
  process.exit(code);
}
