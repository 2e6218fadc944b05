import {
  type Blocker,
  contradictedFacts,
  type DesiredState,
  type Observation,
  plan,
  type Step,
  type UnmetFact,
} from '@teredo-fleet/teredo';

/**
 * Whether an application can use Teredo on a machine. `missing`: something has to be set or installed first.
 * `blocked`: that would not help. `unread`: a fact that decides it is not known. `texts` say why, in plain words.
 */
export interface Readiness {
  kind: 'ready' | 'missing' | 'blocked' | 'unread';
  texts: string[];
}

/** What Microsoft's page asks an application to see to: IPv6 is there and Teredo is on. */
const WANTED: DesiredState = {
  teredo: { mode: 'on', type: null, serverName: null, refreshIntervalSeconds: null, clientPort: null },
  ipv6: 'install-if-missing',
  firewall: 'leave',
  allowReboot: false,
  acceptFirewallOff: false,
};

const MISSING: Record<Step['kind'], string> = {
  'install-ipv6': 'IPv6 is not installed.',
  'set-teredo': 'Teredo is not enabled.',
  'start-service': 'The service that runs Teredo does not run.',
  'allow-teredo-through-firewall': 'The firewall does not let Teredo in.',
  'remove-firewall-exception': 'The firewall has another exception for Teredo.',
  'restore-saved': 'Earlier settings are to be given back.',
};

function missingTexts(steps: Step[]): string[] {
  const texts: string[] = [];
  for (let index = 0; index < steps.length; index += 1) texts.push(MISSING[(steps[index] as Step).kind]);
  return texts;
}

function blocked(blockers: Blocker[]): Readiness {
  const texts: string[] = [];
  let kind: Readiness['kind'] = 'unread';
  for (let index = 0; index < blockers.length; index += 1) {
    const { code, text } = blockers[index] as Blocker;
    texts.push(text);
    if (code !== 'unreadable') kind = 'blocked';
  }
  return { kind: kind, texts: texts };
}

/** What Teredo has been told to be and is not. A client that looks for its server is on: it is left out. */
function contradictions(observation: Observation): string[] {
  const facts = contradictedFacts(observation, WANTED);
  const texts: string[] = [];
  for (let index = 0; index < facts.length; index += 1) {
    const { fact, found, text } = facts[index] as UnmetFact;
    if (fact !== 'effective.state' || found !== 'probe') texts.push(text);
  }
  return texts;
}

/** What an application should know of a machine that is ready. */
function remarks({ effective, firewall }: Observation): string[] {
  const texts: string[] = [];
  if (effective.role === 'host-specific-relay')
    texts.push(
      'It is a host-specific relay: this machine reaches the IPv6 internet by a connection of its own and not through Teredo.',
    );
  if (firewall.teredoException === false)
    texts.push('The firewall does not let in what nobody on this machine asked for.');
  if (effective.state === 'probe') texts.push('It is still looking for its server.');
  return texts;
}

/**
 * Judges an observation, whoever made it: the change would be made by the agent, so that the rights of who looks are no
 * obstacle to it.
 */
export function readinessOf(observed: Observation): Readiness {
  const observation: Observation = { ...observed, elevated: true };
  const { steps, blockers } = plan(observation, WANTED);
  if (blockers.length > 0) return blocked(blockers);
  if (steps.length > 0) return { kind: 'missing', texts: missingTexts(steps) };
  const against = contradictions(observation);
  if (against.length > 0) return { kind: 'blocked', texts: against };
  if (observation.effective.state === 'unknown')
    return { kind: 'unread', texts: ['What Teredo is doing could not be read.'] };
  return { kind: 'ready', texts: remarks(observation) };
}
