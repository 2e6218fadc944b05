import { CLIENT_RULES } from './diagnosis-of-client';
import { CONNECTION_RULES } from './diagnosis-of-connection';
import { FIREWALL_RULES } from './diagnosis-of-firewall';
import { HEALTH_RULES } from './diagnosis-of-health';
import { MACHINE_RULES } from './diagnosis-of-machine';
import { SETTING_RULES } from './diagnosis-of-settings';
import { RULES_OVER_TIME } from './diagnosis-over-time';
import type { DiagnosisRule } from './diagnosis-rule';
import { factToFetch } from './facts-to-fetch';
import type { Observation } from './observation';
import { judgedOverTime } from './persistence';
import type { Diagnosis, DiagnosisSeverity } from './plan-types';

/** Every documented code, causes before effects. */
export const DIAGNOSIS_RULES: DiagnosisRule[] = MACHINE_RULES.concat(
  CONNECTION_RULES,
  CLIENT_RULES,
  SETTING_RULES,
  FIREWALL_RULES,
  RULES_OVER_TIME,
  HEALTH_RULES,
);

/** How many looks are considered, the newest included. */
export const LOOKS_CONSIDERED = 12;

const WORST_FIRST: DiagnosisSeverity[] = ['problem', 'warning', 'info', 'ok'];

function diagnosisBy(
  rule: DiagnosisRule,
  observation: Observation,
  earlier: Observation[],
): Diagnosis | null {
  const finding = rule.find(observation, earlier);
  if (finding === null) return null;
  const judged = judgedOverTime(rule, finding, observation, earlier);
  return {
    code: rule.code,
    severity: judged.severity,
    title: rule.title,
    text: judged.text,
    remedy: rule.remedy,
    confidence: judged.confidence,
    evidence: finding.evidence,
    missing: judged.missing.map((code) => factToFetch(observation, code)),
    looks: judged.looks,
    since: judged.since,
  };
}

/**
 * Says what is going on in words a help desk can read out, the worst first: from several looks at one machine, the
 * newest first. The order given is what counts; the times inside are only asked how long something has lasted. What the
 * newest look shows is said whatever the earlier ones show: they make it surer, or take an alarm of seconds away, or
 * show what comes and goes. No looks, no diagnosis. Never throws.
 */
export function diagnoseHistory(observations: Observation[]): Diagnosis[] {
  const observation = observations[0];
  if (observation === undefined) return [];
  const earlier = observations.slice(1, LOOKS_CONSIDERED);
  const all: Diagnosis[] = [];
  for (const rule of DIAGNOSIS_RULES) {
    const diagnosis = diagnosisBy(rule, observation, earlier);
    if (diagnosis !== null) all.push(diagnosis);
  }
  let ordered: Diagnosis[] = [];
  for (const severity of WORST_FIRST)
    ordered = ordered.concat(all.filter((one) => one.severity === severity));
  return ordered;
}

/** The same from a single look. */
export function diagnose(observation: Observation): Diagnosis[] {
  return diagnoseHistory([observation]);
}

/** The table of codes as Markdown: docs/diagnosis.md holds exactly this, and a test compares them. */
export function diagnosisTable(): string {
  const lines = [
    '| Code | Severity | Confidence | Title | Said when | What helps |',
    '|---|---|---|---|---|---|',
  ];
  for (const { code, severity, confidence, title, meaning, remedy } of DIAGNOSIS_RULES) {
    lines.push(`| \`${code}\` | ${severity} | ${confidence} | ${title} | ${meaning} | ${remedy ?? '–'} |`);
  }
  return lines.join('\n');
}
