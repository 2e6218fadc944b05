import { type ChildProcess, fork } from 'node:child_process';
import cluster from 'node:cluster';
import type { LogSink } from './log-file';

/** How one program of ours is started. */
export interface RoleProgram {
  /** Absolute path of the bundle. */
  file: string;
  environment: Record<string, string | undefined>;
  log: LogSink;
}

function follow(child: ChildProcess, log: LogSink): ChildProcess {
  child.stdout?.on('data', (chunk: Buffer) => log.write(chunk));
  child.stderr?.on('data', (chunk: Buffer) => log.write(chunk));
  return child;
}

/** Starts a program with an IPC channel; what it prints goes to the log. */
export function spawnRole({ file, environment, log }: RoleProgram): ChildProcess {
  const child = fork(file, [], {
    env: environment as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  return follow(child, log);
}

/** Starts a program as a worker of this process, so that all such workers share their port. */
export function spawnWorker({ file, environment, log }: RoleProgram): ChildProcess {
  cluster.setupPrimary({ exec: file, args: [], silent: true });
  return follow(cluster.fork(environment).process, log);
}
