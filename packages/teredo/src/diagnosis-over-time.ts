import type { DiagnosisRule } from './diagnosis-rule';
import { found, isOn } from './diagnosis-rule';
import { factInWords } from './evidence-fact';
import type { Observation } from './observation';
import { isTypeRuledByPolicy } from './policy-rules';

/** Ups and downs within the looks considered from which on a machine is said to flap, and is certain to. */
const FLAPS = 3;
const CERTAIN_FLAPS = 4;
/** Times that a setting came back to what it was from which on somebody is said to be at work. */
const RETURNS = 2;

/** What one look says of the client: up, down, or nothing. */
function standing({ effective }: Observation): 'up' | 'down' | null {
  if (effective.state === 'qualified' || effective.state === 'dormant') return 'up';
  return effective.state === 'offline' || effective.state === 'probe' ? 'down' : null;
}

/** The looks back to the last change of the setting, the newest first: what is before it is another story. */
function sinceSetting(looks: Observation[]): Observation[] {
  const same: Observation[] = [];
  for (const look of looks) {
    if (!isOn(look) || look.configured.type !== looks[0]?.configured.type) break;
    same.push(look);
  }
  return same;
}

/** How often neighbours differ, those that say nothing left out. */
function changesAmong(words: (string | null)[]): number {
  let changes = 0;
  let last: string | null = null;
  for (const word of words) {
    if (word === null) continue;
    if (last !== null && word !== last) changes += 1;
    last = word;
  }
  return changes;
}

/** The configured types, the newest first, without repetitions and without what was not understood. */
function settingsOver(looks: Observation[]): string[] {
  const settings: string[] = [];
  for (const { configured } of looks) {
    const isNews = settings[settings.length - 1] !== configured.type;
    if (configured.type !== 'unknown' && isNews) settings.push(configured.type);
  }
  return settings;
}

/** How often a setting came back to what it was two changes before. */
function returnsAmong(settings: string[]): number {
  let returns = 0;
  for (let at = 2; at < settings.length; at += 1) if (settings[at] === settings[at - 2]) returns += 1;
  return returns;
}

/** Rules about what only several looks show. */
export const RULES_OVER_TIME: DiagnosisRule[] = [
  {
    code: 'flapping',
    severity: 'warning',
    title: 'Teredo comes and goes',
    meaning:
      'With one and the same setting the client went up and down three times or more within the last looks.',
    remedy:
      'Look for a network that changes (Wi-Fi, VPN, a NAT with short memory) or a server that is overloaded; a shorter refresh interval keeps a NAT awake.',
    confidence: 'likely',
    pace: 'over-time',
    find: (observation, earlier) => {
      const looks = sinceSetting([observation].concat(earlier));
      const changes = changesAmong(looks.map(standing));
      if (changes < FLAPS) return null;
      const states = looks.map(({ effective }) => effective.state).join(', before that ');
      return found(
        `Teredo went up and down ${changes} times in the last ${looks.length} looks.`,
        [factInWords(observation, 'effective.state', states)],
        { confidence: changes >= CERTAIN_FLAPS ? 'certain' : null },
      );
    },
  },
  {
    code: 'setting-returns',
    severity: 'warning',
    title: 'Something sets Teredo back',
    meaning: 'The Teredo type was changed and came back to what it was, twice or more within the last looks.',
    remedy:
      'Find who sets it: a policy, a login script, a tuning or filter program, or a colleague. Until then every change may be undone.',
    confidence: 'possible',
    pace: 'over-time',
    find: (observation, earlier) => {
      const settings = settingsOver([observation].concat(earlier));
      const returns = returnsAmong(settings);
      if (returns < RETURNS) return null;
      const byPolicy = isTypeRuledByPolicy(observation);
      const who = byPolicy
        ? 'A policy rules it: its refresh writes over local changes.'
        : 'If nobody here did that, a program or script does.';
      return found(
        `The Teredo type came back to what it was ${returns} times in the last looks. ${who}`,
        [factInWords(observation, 'configured.type', settings.join(', before that '))],
        { confidence: byPolicy ? 'likely' : null },
      );
    },
  },
];
