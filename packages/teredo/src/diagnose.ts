import { CONNECTION_RULES } from './diagnosis-of-connection';
import { HEALTH_RULES } from './diagnosis-of-health';
import { SETTING_RULES } from './diagnosis-of-settings';
import type { DiagnosisRule } from './diagnosis-rule';
import type { Observation } from './observation';
import type { Diagnosis, DiagnosisSeverity } from './plan-types';

/** Every documented code, causes before effects. */
export const DIAGNOSIS_RULES: DiagnosisRule[] = SETTING_RULES.concat(CONNECTION_RULES, HEALTH_RULES);

const WORST_FIRST: DiagnosisSeverity[] = ['problem', 'warning', 'info', 'ok'];

/** Says what is going on in words a help desk can read out, the worst first. Never throws. */
export function diagnose(observation: Observation): Diagnosis[] {
  const all: Diagnosis[] = [];
  for (const rule of DIAGNOSIS_RULES) {
    const finding = rule.find(observation);
    if (finding === null) continue;
    all.push({
      code: rule.code,
      severity: finding.severity ?? rule.severity,
      title: rule.title,
      text: finding.text,
      remedy: rule.remedy,
      confidence: rule.confidence,
      evidence: finding.evidence,
    });
  }
  let ordered: Diagnosis[] = [];
  for (const severity of WORST_FIRST)
    ordered = ordered.concat(all.filter((one) => one.severity === severity));
  return ordered;
}

/** The table of codes as Markdown: docs/diagnosis.md holds exactly this, and a test compares them. */
export function diagnosisTable(): string {
  const lines = ['| Code | Severity | Title | Said when | What helps |', '|---|---|---|---|---|'];
  for (const { code, severity, title, meaning, remedy } of DIAGNOSIS_RULES) {
    lines.push(`| \`${code}\` | ${severity} | ${title} | ${meaning} | ${remedy ?? '–'} |`);
  }
  return lines.join('\n');
}
