import { Table, TableHead, Td, Th, Tr } from '@teredo-fleet/ui';
import Link from 'next/link';
import { VERDICTS } from '@/presentation/verdict';
import type { PastFleet, RuleVerdict } from '@/trpc/shapes';

type Verdict = RuleVerdict['verdict'];

/** A waiver is a person's word of today: the past is told as the rules said it. */
const SHOWN = (Object.keys(VERDICTS) as Verdict[]).filter((verdict) => verdict !== 'waived');

/** What each rule said of how many machines at the moment, whatever is waived. */
export function VerdictTable({ findings }: { findings: PastFleet['findings'] }) {
  if (findings.length === 0) return null;
  const rules = [...new Set(findings.map(({ ruleId, ruleVersion }) => `${ruleId} ${ruleVersion}`))];
  const machinesOf = (rule: string, verdict: Verdict) =>
    findings.find((one) => `${one.ruleId} ${one.ruleVersion}` === rule && one.verdict === verdict)
      ?.machines ?? 0;
  return (
    <section className="flex flex-col gap-2" aria-labelledby="verdicts-then">
      <h2 id="verdicts-then" className="text-base font-semibold">
        What rules said
      </h2>
      <Table label="What rules said">
        <TableHead>
          <Tr>
            <Th>Rule</Th>
            {SHOWN.map((verdict) => (
              <Th key={verdict} className="text-right">
                {VERDICTS[verdict].word}
              </Th>
            ))}
          </Tr>
        </TableHead>
        <tbody>
          {rules.map((rule) => (
            <Tr key={rule}>
              <Td>
                <Link
                  href={`/findings/${rule.split(' ')[0]}`}
                  className="underline underline-offset-2 hover:text-accent"
                >
                  <code>{rule.split(' ')[0]}</code>
                </Link>
                , version {rule.split(' ')[1]}
              </Td>
              {SHOWN.map((verdict) => (
                <Td key={verdict} className="tnum text-right">
                  {machinesOf(rule, verdict).toLocaleString('en-GB')}
                </Td>
              ))}
            </Tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
