import { type ChildProcess, fork } from 'node:child_process';
import type { PreparationOrder, Prepared } from '../preparation/order';
import { preparationReplySchema } from '../preparation/order';
import type { LogSink } from './log-file';
import { StartError } from './start-error';

export interface PreparationProgram {
  /** Absolute path of the bundle. */
  file: string;
  environment: Record<string, string | undefined>;
  log: LogSink;
  /** Gives the preparation up: every step of it is whole or not done. */
  signal: AbortSignal;
}

function answerOf(child: ChildProcess): Promise<Prepared> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => {
      // It ends only now: nothing of what it said is lost.
      child.disconnect();
      const reply = preparationReplySchema.safeParse(message);
      if (!reply.success)
        reject(new StartError('What prepares the start is of another version: build again.'));
      else if (reply.data.type === 'failed') reject(new StartError(reply.data.text));
      else resolve(reply.data.prepared);
    });
    child.once('error', (error) =>
      reject(new StartError(`What prepares the start could not be run: ${error.message}.`)),
    );
    child.once('exit', (code, signal) =>
      reject(
        new StartError(
          `What prepares the start ended with ${signal ?? `exit code ${code}`}; its log says more.`,
        ),
      ),
    );
  });
}

/** Prepares database and keys in a process that ends with it. Throws StartError. */
export async function prepareServer(
  { file, environment, log, signal }: PreparationProgram,
  order: PreparationOrder,
): Promise<Prepared> {
  const env = environment as NodeJS.ProcessEnv;
  const child = fork(file, [], { env, signal, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  child.stdout?.on('data', (chunk: Buffer) => log.write(chunk));
  child.stderr?.on('data', (chunk: Buffer) => log.write(chunk));
  const answer = answerOf(child);
  child.send(order);
  return answer;
}
