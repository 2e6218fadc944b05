import { Table, TableHead, Td, Th, Tr } from '@teredo-fleet/ui';
import { CountLine, MachineCount } from '@/presentation/machine-count';
import { VERDICTS } from '@/presentation/verdict';
import type { PastFleet, PastRule, RuleVerdict } from '@/trpc/shapes';
import { RuleName, RuleVersion } from './rule-name';
import { saidWord, withSaid } from './said';
import { type PastParams, pastHref } from './search-params';

type Verdict = RuleVerdict['verdict'];

/** A waiver is a person's word of today: the past is told as the rules said it. */
const SHOWN = (Object.keys(VERDICTS) as Verdict[]).filter((verdict) => verdict !== 'waived');

const keyOf = ({ ruleId, ruleVersion }: PastRule) => `${ruleId} ${ruleVersion}`;

/** What each rule said of how many machines at the moment, whatever is waived; numbers lead to the machines of that moment. */
export function VerdictTable({ findings, params }: { findings: PastFleet['findings']; params: PastParams }) {
  if (findings.length === 0) return null;
  const rules = [...new Map(findings.map((one) => [keyOf(one), one])).values()];
  const machinesOf = (rule: PastRule, verdict: Verdict) =>
    findings.find((one) => keyOf(one) === keyOf(rule) && one.verdict === verdict)?.machines ?? 0;
  const count = (rule: PastRule, verdict: Verdict) => (
    <MachineCount
      machines={machinesOf(rule, verdict)}
      href={pastHref('/past', {
        ...params,
        cursor: null,
        said: withSaid(params.said, saidWord(rule, verdict)),
      })}
      look={VERDICTS[verdict]}
      of={rule.ruleTitle ?? rule.ruleId}
      when=" then"
      marked={false}
    />
  );
  return (
    <section className="flex flex-col gap-2">
      <h2 className="text-base font-semibold">What rules said</h2>
      <Table label="What rules said">
        <TableHead>
          <Tr>
            <Th>Rule</Th>
            {SHOWN.map((verdict) => (
              <Th key={verdict} className="hidden text-right md:table-cell">
                {VERDICTS[verdict].word}
              </Th>
            ))}
          </Tr>
        </TableHead>
        <tbody>
          {rules.map((rule) => (
            <Tr key={keyOf(rule)}>
              <Td>
                <p className="font-medium">
                  <RuleName rule={rule} />
                </p>
                <p className="text-xs text-muted">
                  <RuleVersion rule={rule} />
                </p>
                <CountLine
                  counts={SHOWN.filter((verdict) => machinesOf(rule, verdict) > 0).map((verdict) => ({
                    key: verdict,
                    look: VERDICTS[verdict],
                    count: count(rule, verdict),
                  }))}
                />
              </Td>
              {SHOWN.map((verdict) => (
                <Td key={verdict} className="hidden text-right md:table-cell">
                  {count(rule, verdict)}
                </Td>
              ))}
            </Tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
