import { isEnding, startChild } from './children.mjs';
import { root, toolEnvironment } from './repo.mjs';
import { RunError } from './run-error.mjs';

/**
 * Runs a command quietly. Resolves with its output; a non-zero exit throws RunError that carries the first and last
 * lines, so that a person sees what went wrong without a log file, and what `remedyOf` makes of the output.
 */
export function runQuietly(command, args, { env = {}, remedyOf = () => null } = {}) {
  return new Promise((resolve, reject) => {
    const child = startChild(command, args, { cwd: root, env: { ...toolEnvironment, ...env } });
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      output += chunk;
    });
    child.on('error', (error) => reject(new RunError(`${command} could not be started: ${error.message}`)));
    child.on('close', (code) => {
      if (code === 0) return resolve(output);
      // Ended with us: there is nobody left to tell.
      if (isEnding()) return;
      const lines = output.trimEnd().split('\n');
      const tail = (lines.length > 60 ? [...lines.slice(0, 20), '…', ...lines.slice(-40)] : lines).join('\n');
      const what = `${[command, ...args].join(' ')} ended with exit code ${code}.`;
      reject(new RunError([tail, what, remedyOf(output)].filter(Boolean).join('\n')));
    });
  });
}

const seconds = (begun) => `${((performance.now() - begun) / 1000).toFixed(1)} s`;

const LOOK_EVERY_MS = 1000;

/** On a terminal, says which phase it is and how long it takes so far: the first one of all takes minutes. Gives what ends that. */
function showProgress(title, begun) {
  if (!process.stdout.isTTY) return () => undefined;
  const show = () => process.stdout.write(`  … ${title.padEnd(28)} ${seconds(begun).padStart(7)}\r`);
  show();
  const timer = setInterval(show, LOOK_EVERY_MS).unref();
  return () => clearInterval(timer);
}

/** Prints one line for a phase, with the time it took; `work` may resolve with a note, such as `unchanged`. */
export async function phase(title, work) {
  const begun = performance.now();
  const line = (mark, note) =>
    process.stdout.write(
      `  ${mark} ${title.padEnd(28)} ${seconds(begun).padStart(7)}${note ? `   ${note}` : ''}\n`,
    );
  const endProgress = showProgress(title, begun);
  try {
    line('✓', await work());
  } catch (error) {
    line('✗', null);
    throw error;
  } finally {
    endProgress();
  }
}
