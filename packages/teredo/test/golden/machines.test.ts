import { describe } from 'vitest';
import {
  type DesiredState,
  describeDiff,
  diagnoseHistory,
  type Observation,
  plan,
  unmetFacts,
  whoDecides,
} from '../../src/index';
import { CAUSES } from '../diagnosis/causes';
import { makeDesired } from '../factories';
import { describeGolden } from '../support/golden';
import { wordsOfDecision, wordsOfDiagnosis } from '../support/words-of-explanation';
import { MACHINE_KINDS } from './machine-kinds';

const WISHES: [string, DesiredState][] = [
  ['on', makeDesired('on', {}, { firewall: 'allow-teredo' })],
  [
    'on as told',
    makeDesired(
      'on',
      { type: 'client', serverName: 'other.example', refreshIntervalSeconds: 45, clientPort: 3545 },
      { ipv6: 'leave', firewall: 'remove-exception', allowReboot: true, acceptFirewallOff: true },
    ),
  ],
  ['off', makeDesired('off', {}, { firewall: 'remove-exception' })],
];

function wordsOfWish(observation: Observation, desired: DesiredState): string[] {
  const { steps, blockers } = plan(observation, desired);
  return [
    ...steps.map((step) => `step ${JSON.stringify(step)}`),
    ...blockers.map(({ code, text }) => `blocker ${code}: ${text}`),
    ...unmetFacts(observation, desired).map(
      ({ fact, wanted, found, text }) => `unmet ${fact}: ${wanted}, ${found}. ${text}`,
    ),
    ...describeDiff(observation, desired).map((row) => `differs ${JSON.stringify(row)}`),
  ];
}

/** One machine of each kind once, however many causes it shows. */
function differentMachines(): { name: string; looks: Observation[] }[] {
  const seen = new Set<string>();
  return CAUSES.flatMap(({ code, yields, misses }) => [
    ...yields.map(({ name, looks }) => ({ name: `${code}: ${name}`, looks })),
    ...misses.map(([name, looks]) => ({ name: `not ${code}: ${name}`, looks })),
  ]).filter(({ looks }) => {
    const key = JSON.stringify(looks);
    return !seen.has(key) && seen.add(key);
  });
}

const machines = differentMachines();
const newest = machines
  .map(({ name, looks: [observation] }) => ({ name, observation: observation! }))
  .concat(MACHINE_KINDS);

describe('every word that is said of a machine', () => {
  describeGolden(
    'diagnoses.txt',
    machines.map(({ name, looks }) => ({
      name,
      lines: () => diagnoseHistory(looks).flatMap(wordsOfDiagnosis),
    })),
  );
  describeGolden(
    'decisions.txt',
    newest.map(({ name, observation }) => ({ name, lines: () => wordsOfDecision(whoDecides(observation)) })),
  );
  describeGolden(
    'plans.txt',
    newest.flatMap(({ name, observation }) =>
      WISHES.map(([wish, desired]) => ({
        name: `${name}, ${wish}`,
        lines: () => wordsOfWish(observation, desired),
      })),
    ),
  );
});
