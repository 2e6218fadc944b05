import { COMPONENTS_RULES } from './components-rules';
import { EXPOSURE_RULES } from './exposure-rules';
import type { FindingRule } from './finding-rule';
import { FUNCTION_RULES } from './function-rules';
import { POLICY_VALUE_RULES } from './policy-value-rules';

/** The rules that the product brings, in the order of the documentation. */
export const FINDING_RULES: FindingRule[] = POLICY_VALUE_RULES.concat(
  COMPONENTS_RULES,
  EXPOSURE_RULES,
  FUNCTION_RULES,
);

/** The rules as Markdown: docs/findings.md holds exactly this, and a test compares them. */
export function findingsTable(): string {
  const lines = [
    '| Rule | Kind | Severity | Asks that | For | Source | What helps |',
    '|---|---|---|---|---|---|---|',
  ];
  for (const { id, kind, severity, demand, appliesTo, source, remedy } of FINDING_RULES)
    lines.push(
      `| \`${id}\` | ${kind} | ${severity} | ${demand} | ${appliesTo} | ${source.name}: ${source.item} (${source.version}) | ${remedy} |`,
    );
  return lines.join('\n');
}
