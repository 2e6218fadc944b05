import { findUnknownSettings, readConfiguration } from '../configuration';
import { standardOutput } from './phases';
import { explainStartError } from './start-error';
import { Supervisor } from './supervisor';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Resolves with 0, the exit code of a server that was asked to stop and did: by a signal, or by the end of whoever
 * started it with a channel. Further signals change nothing.
 */
function askedToStop(): Promise<number> {
  return new Promise((resolve) => {
    for (const signal of SIGNALS) process.on(signal, () => resolve(0));
    process.on('disconnect', () => resolve(0));
  });
}

/** The whole life of the supervisor's process; never returns. `file`: its own bundle's path. */
export async function runSupervisor(file: string): Promise<void> {
  // Writing to a terminal that was closed fails; that must not cut the end short.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const asked = askedToStop();
  let supervisor: Supervisor | null = null;
  let code = 1;
  try {
    const configuration = readConfiguration(process.env);
    for (const name of findUnknownSettings(process.env))
      standardOutput.line(`  ! ${name} is not a setting of the server: it changes nothing`);
    supervisor = new Supervisor({ configuration, environment: process.env, file, printer: standardOutput });
    const started = supervisor.start().then(() => asked);
    code = await Promise.race([started, asked, supervisor.failed]);
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
