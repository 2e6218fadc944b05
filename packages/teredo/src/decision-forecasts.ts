import type { ChangeWay, Forecast, ForecastOutcome } from './decision-types';
import type { DesiredState } from './desired-state';
import { isOn } from './diagnosis-rule';
import type { Observation } from './observation';
import { plan } from './plan';
import type { Blocker, BlockerCode } from './plan-types';
import { isTypeRuledByPolicy, sourcesOf } from './policy-rules';
import { generationOf, hasNoClient, isOldWindows, lacksNetworkingPack } from './wanted-teredo';
import { keepsTeredoOff } from './windows-generation';

type Wish = Forecast['wish'];

interface Question {
  observation: Observation;
  wish: Wish;
}

type Answer = Pick<Forecast, 'outcome' | 'text'>;

const POLICY_SILENT =
  'Windows answers "Ok." and nothing changes: Group Policy sets the type, and policy wins over every local setting.';
const COMPONENTS_SILENT =
  'Windows answers "Ok." and nothing changes: DisabledComponents keeps Teredo off until its bits are cleared and the machine is restarted.';

/** The smallest wish: nothing but Teredo on or off. */
function wishFor(mode: Wish): DesiredState {
  return {
    teredo: { mode, type: null, serverName: null, refreshIntervalSeconds: null, clientPort: null },
    ipv6: 'leave',
    firewall: 'leave',
    allowReboot: false,
    acceptFirewallOff: false,
  };
}

function answer(outcome: ForecastOutcome, text: string): Answer {
  return { outcome, text };
}

function isKeptOff({ observation, wish }: Question): boolean {
  return wish === 'on' && keepsTeredoOff(observation.ipv6.disabledComponents);
}

function isAlreadySo({ observation, wish }: Question): boolean {
  return wish === 'on' ? isOn(observation) : observation.configured.type === 'disabled';
}

function byHandOnLinux({ observation, wish }: Question): Answer {
  if (observation.service.state === 'missing' && wish === 'on')
    return answer('not-possible', 'Miredo, the Teredo client for Linux, is not installed.');
  return answer(
    'takes-effect',
    `It takes effect when Miredo is ${wish === 'on' ? 'started' : 'stopped'}: nothing on Linux overrules it.`,
  );
}

function byHandOnWindows({ observation, wish }: Question): Answer {
  if (isTypeRuledByPolicy(observation)) return answer('no-effect-policy', POLICY_SILENT);
  if (hasNoClient(observation) || (lacksNetworkingPack(observation) && wish === 'on'))
    return answer('not-possible', 'This system has no Teredo client.');
  if (observation.ipv6.installed === false && wish === 'on')
    return answer('not-possible', 'IPv6 is not installed or is switched off; that has to change first.');
  const components = wish === 'on' ? observation.ipv6.disabledComponents : null;
  if (sourcesOf(observation).policy.type === 'unknown' || components === 'unknown')
    return answer(
      'unknown',
      'Not known: whether a policy or DisabledComponents overrules it was not read, and "Ok." proves nothing.',
    );
  if (wish === 'on' && observation.domainJoined === true)
    return answer(
      'takes-effect',
      'It takes effect. In a domain set the type enterpriseclient: a plain client stays off where a domain controller is seen.',
    );
  return answer('takes-effect', 'It takes effect at once. Read the state back: "Ok." proves nothing.');
}

function byHand(question: Question): Answer {
  if (isKeptOff(question)) return answer('no-effect-disabled-components', COMPONENTS_SILENT);
  if (isAlreadySo(question)) return answer('already-so', `Teredo is set to be ${question.wish} already.`);
  if (question.observation.os.family === 'linux') return byHandOnLinux(question);
  if (question.observation.os.family === 'unknown')
    return answer('unknown', 'Not known: which system this is was not read.');
  return byHandOnWindows(question);
}

const REFUSALS: Partial<Record<BlockerCode, ForecastOutcome>> = {
  'group-policy-rules': 'no-effect-policy',
  'disabled-components': 'no-effect-disabled-components',
  'unsupported-os': 'not-possible',
  'networking-pack-missing': 'not-possible',
  'teredo-client-missing': 'not-possible',
  unreadable: 'unknown',
};

/** The reason that would stay when all others were mended: what rules the type, before rights and the like. */
function mainBlocker(blockers: Blocker[]): Blocker | null {
  for (const code of ['disabled-components', 'group-policy-rules']) {
    for (const blocker of blockers) if (blocker.code === code) return blocker;
  }
  return blockers[0] ?? null;
}

function byThisProduct(question: Question): Answer {
  const { observation, wish } = question;
  const { steps, blockers } = plan(observation, wishFor(wish));
  const main = mainBlocker(blockers);
  if (main !== null) return answer(REFUSALS[main.code] ?? 'refused', `It is refused. ${main.text}`);
  if (steps.length === 0) return answer('already-so', 'Nothing has to be done.');
  const hand = byHand(question);
  if (hand.outcome === 'unknown') return hand;
  return answer('takes-effect', 'It is made, read back, and can be undone.');
}

function byPolicy(question: Question): Answer {
  const { observation, wish } = question;
  const generation = generationOf(observation);
  const tooOld = isOldWindows(observation) || generation === 'unsupported' || isVista(observation);
  if (observation.os.family === 'linux') return answer('does-not-apply', 'Linux has no Group Policy.');
  if (generation === 'unknown') return answer('unknown', 'Not known: which Windows this is was not read.');
  if (tooOld)
    return answer('does-not-apply', 'The policies for Teredo are read from Windows 7 and Server 2008 R2 on.');
  if (isKeptOff(question)) {
    return answer(
      'no-effect-disabled-components',
      'The policy is taken and Teredo stays off: DisabledComponents has to be cleared as well, and the machine restarted.',
    );
  }
  return answer(
    'takes-effect',
    `It takes effect at the next policy refresh and then wins over every local setting. Set Teredo State to ${wish === 'on' ? 'Client or Enterprise Client' : 'Disabled State'}.`,
  );
}

function isVista({ os }: Observation): boolean {
  return /^6\.0(?:\.|$)/.test(os.version);
}

function forecast(way: ChangeWay, question: Question, said: Answer): Forecast {
  return { way, wish: question.wish, outcome: said.outcome, text: said.text };
}

function forecastsFor(question: Question): Forecast[] {
  const { observation } = question;
  const found = [
    forecast('by-hand', question, byHand(question)),
    forecast('by-this-product', question, byThisProduct(question)),
    forecast('by-policy', question, byPolicy(question)),
  ];
  if (isTypeRuledByPolicy(observation)) {
    const text =
      'It holds until the next policy refresh, which writes the value of the policy back. Change the policy itself.';
    found.push(forecast('in-the-policy-registry', question, answer('overwritten-by-policy', text)));
  }
  if (isKeptOff(question)) {
    const text =
      'Clear the bits 0x01 and 0x08 of DisabledComponents and restart; from then on the type that is set counts again.';
    const after = answer('takes-effect-after-restart', text);
    found.push(forecast('clearing-disabled-components', question, after));
  }
  return found;
}

/** What would become of turning Teredo on and of turning it off, in each way. */
export function forecastsOf(observation: Observation): Forecast[] {
  return forecastsFor({ observation, wish: 'on' }).concat(forecastsFor({ observation, wish: 'off' }));
}
