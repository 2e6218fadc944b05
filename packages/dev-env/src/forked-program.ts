import { fork } from 'node:child_process';

/** A program in a process of its own that answers questions, one at a time. */
export interface ForkedProgram {
  pid: number;
  /** Sends the question and waits for its answer. Rejects with what went wrong there. */
  ask<T>(question: object): Promise<T>;
  stop(): void;
}

type Reply = { answer: unknown } | { failure: string };

/** Starts the built program `file`. Its side of the conversation is `answerQuestions`. */
export function forkProgram(file: string): ForkedProgram {
  const child = fork(file, [], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const ended = new Promise<never>((_, reject) => {
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)));
  });
  ended.catch(() => undefined);
  return {
    pid: child.pid ?? 0,
    ask<T>(question: object) {
      const answered = new Promise<T>((resolve, reject) => {
        child.once('message', (reply: Reply) => {
          if ('failure' in reply) reject(new Error(reply.failure));
          else resolve(reply.answer as T);
        });
      });
      child.send(question);
      return Promise.race([answered, ended]);
    },
    stop: () => void child.kill('SIGKILL'),
  };
}

/** The side of a forked program: answers each question that its parent asks, and ends with it. */
export function answerQuestions<Q>(answer: (question: Q) => Promise<unknown>): void {
  process.on('disconnect', () => process.exit(0));
  process.on('message', (question: Q) => {
    answer(question).then(
      (value) => process.send?.({ answer: value ?? null }),
      (error: unknown) =>
        process.send?.({ failure: error instanceof Error ? (error.stack ?? '') : String(error) }),
    );
  });
}
