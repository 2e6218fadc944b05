import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const PARENT_CHECK_MS = 500;
const GRACE_MS = 2_000;
/** Posix: a child leads a group of its own, so that a terminal's Ctrl-C reaches it through us, once. */
const grouped = process.platform !== 'win32';

/** Every child that still runs, and how it is ended. */
const running = new Map();
let ending = false;

/** Whether the end was asked for: what children say from then on is no news. */
export const isEnding = () => ending;

/**
 * Starts a program that ends with this process. `endsItself`: it ends what it started, and takes the time it needs for
 * that. Any other is asked to end together with all it started, and killed a few seconds later.
 */
export function startChild(command, args, { endsItself = false, ...options } = {}) {
  const child = spawn(command, args, { ...options, detached: grouped });
  running.set(child, endsItself);
  for (const event of ['exit', 'error']) child.once(event, () => running.delete(child));
  return child;
}

function signalGroup(child, signal) {
  try {
    if (grouped) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

function endGroup(child) {
  return new Promise((resolve) => {
    const force = setTimeout(() => signalGroup(child, 'SIGKILL'), GRACE_MS);
    child.once('exit', () => {
      clearTimeout(force);
      // What is left of the group has lost its parent.
      signalGroup(child, 'SIGKILL');
      resolve();
    });
    signalGroup(child, 'SIGTERM');
  });
}

const endAlone = (child) =>
  new Promise((resolve) => {
    child.once('exit', resolve);
    child.kill('SIGTERM');
  });

/** npm's shell dies at once when npm is told to end, and says nothing to its child. */
function watchParent(onGone) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onGone('SIGTERM');
  }, PARENT_CHECK_MS);
  timer.unref();
}

/**
 * From now on Ctrl-C, a closed terminal, a signal and the end of npm end every child first, then this process.
 * `beforeExit` cleans up.
 */
export function endWithTerminal(beforeExit = () => undefined) {
  // Writing to a terminal that was closed fails; that must not cut the end short.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  const end = async (signal) => {
    if (ending) return;
    ending = true;
    await Promise.all([...running].map(([child, itself]) => (itself ? endAlone(child) : endGroup(child))));
    beforeExit();
    process.exit(128 + constants.signals[signal]);
  };
  for (const signal of SIGNALS) process.on(signal, end);
  watchParent(end);
}
