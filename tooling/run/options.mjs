import { parseArgs } from 'node:util';
import { RunError } from './run-error.mjs';

const OPTIONS = {
  demo: { type: 'boolean' },
  machines: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
};
const MOST_MACHINES = 10_000;
const DEFAULT_MACHINES = 200;

export const usage = (verb) => `${verb}   installs, builds and runs Teredo Fleet
${verb} -- OPTIONS

  --demo            add a simulated fleet of ${DEFAULT_MACHINES} machines
  --machines N      that many simulated machines, from 1 to ${MOST_MACHINES}; belongs to --demo
  -h, --help        print this

Ports, addresses, database and certificates are set by variables: see Settings in README.md.
`;

function refuse(what) {
  throw new RunError(`${what} Known options: --demo, --machines N, --help.`);
}

/** npm takes options before the two dashes for its own, and tells us only through variables. */
function refuseSwallowed(verb, environment) {
  const taken = Object.keys(OPTIONS).filter((name) => environment[`npm_config_${name}`] !== undefined);
  if (taken.length === 0) return;
  const words = taken.map((name) => {
    const value = environment[`npm_config_${name}`];
    return value === 'true' || value === '' ? `--${name}` : `--${name} ${value}`;
  });
  const said = words.join(' ');
  throw new RunError(`npm kept ${said} for itself. Put two dashes before options: ${verb} -- ${said}`);
}

function parse(args) {
  try {
    return parseArgs({ args, options: OPTIONS }).values;
  } catch (error) {
    return refuse(`${error.message.split(/\.(?:\s|$)/)[0]}.`);
  }
}

function readMachines(text) {
  const machines = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (machines < 1 || machines > MOST_MACHINES)
    refuse(`--machines must be a whole number from 1 to ${MOST_MACHINES}, not "${text}".`);
  return machines;
}

/**
 * Reads what was written after the two dashes. `demoMachines` is null without `--demo`.
 *
 * @throws RunError in one sentence.
 */
export function readOptions(verb, args, environment) {
  refuseSwallowed(verb, environment);
  const { help = false, demo = false, machines } = parse(args);
  if (help || (!demo && machines === undefined)) return { help, demoMachines: null };
  if (!demo) refuse(`--machines belongs to --demo: ${verb} -- --demo --machines ${machines}.`);
  return { help, demoMachines: machines === undefined ? DEFAULT_MACHINES : readMachines(machines) };
}
