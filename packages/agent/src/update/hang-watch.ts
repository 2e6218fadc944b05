import { Worker } from 'node:worker_threads';

export interface HangLimits {
  /** Between two looks, milliseconds. */
  everyMs: number;
  /** So many looks one after the other that find nothing done are a hang. */
  looks: number;
}

/** Looks and not time are counted: a machine that slept has not hung. */
const CODE = `
const { workerData: { beats, everyMs, looks } } = require('node:worker_threads');
let seen = -1;
let still = 0;
setInterval(() => {
  const now = Atomics.load(beats, 0);
  still = now === seen ? still + 1 : 0;
  seen = now;
  if (still >= looks) process.kill(process.pid, 'SIGKILL');
}, everyMs);
`;

/** Kills this process when nothing in it goes on any more, as whatever started it can't see that. It keeps no process alive. */
export function watchForHang({ everyMs, looks }: HangLimits): { close(): void } {
  const beats = new Int32Array(new SharedArrayBuffer(4));
  const beat = setInterval(() => Atomics.add(beats, 0, 1), everyMs / 2);
  beat.unref();
  const worker = new Worker(CODE, { eval: true, workerData: { beats, everyMs, looks } });
  worker.unref();
  // Without it, an agent that does not hang goes on as well.
  worker.on('error', () => undefined);
  return {
    close() {
      clearInterval(beat);
      void worker.terminate();
    },
  };
}
