import { AbsoluteTime, Card, cn, toneText } from '@teredo-fleet/ui';
import { VERDICTS } from '@/presentation/verdict';
import type { PastMachine, PastVerdict, RuleVerdict } from '@/trpc/shapes';
import { RuleName, RuleVersion } from '../rule-name';

type Verdict = RuleVerdict['verdict'];

function Row({ said }: { said: PastVerdict }) {
  const look = VERDICTS[said.verdict as Verdict];
  const Icon = look.icon;
  return (
    <li className="flex items-start gap-2.5 py-2">
      <Icon aria-hidden className={cn('mt-0.5 size-4 shrink-0', toneText[look.tone])} />
      <div className="min-w-0 text-sm">
        <p className="font-medium">
          {look.word}: <RuleName rule={said} />
        </p>
        <p className="text-xs text-muted">
          Since <AbsoluteTime at={said.since} />. <RuleVersion rule={said} />.
        </p>
      </div>
    </li>
  );
}

/** What rules said of the machine, as its page today says it: what asked for something first. */
export function VerdictsCard({ machine: { verdicts } }: { machine: Pick<PastMachine, 'verdicts'> }) {
  const inOrder = Object.keys(VERDICTS).flatMap((word) => verdicts.filter(({ verdict }) => verdict === word));
  return (
    <Card title="What rules said">
      {inOrder.length === 0 ? <p className="text-sm text-muted">No rule had said anything.</p> : null}
      <ul className="divide-y divide-line/60">
        {inOrder.map((said) => (
          <Row key={said.ruleId} said={said} />
        ))}
      </ul>
    </Card>
  );
}
