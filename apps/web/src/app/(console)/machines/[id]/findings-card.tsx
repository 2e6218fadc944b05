import { Card, cn, Disclosure, showHiddenMarks, Time, toneText } from '@teredo-fleet/ui';
import { VERDICTS } from '@/presentation/verdict';
import type { MachineDetail, RuleVerdict } from '@/trpc/shapes';

const KINDS: Record<RuleVerdict['kind'], string> = { compliance: 'Compliance', function: 'Function' };

/** What asks for something, what is to be mended first. */
const OPEN: RuleVerdict['verdict'][] = ['finding', 'unknown', 'not-reviewed'];

const ruleCount = (count: number) => (count === 1 ? 'One rule' : `${count} rules`);

function Basis({ rule }: { rule: RuleVerdict }) {
  return (
    <Disclosure summary="What it asks, and what it rests on" className="text-xs [&_summary]:text-xs">
      <ul className="ml-5 list-disc space-y-0.5 text-muted">
        <li>
          {rule.demand} For {rule.appliesTo}.
        </li>
        {rule.evidence.map(({ fact, value, source }) => (
          <li key={fact} className="break-words">
            <code>
              {fact} = {showHiddenMarks(value)}
            </code>{' '}
            (from {source})
          </li>
        ))}
        {rule.factAt === null ? null : (
          <li>
            Read <Time at={rule.factAt} />
          </li>
        )}
        <li>
          {rule.source.name}: {rule.source.item} ({rule.source.version})
        </li>
      </ul>
    </Disclosure>
  );
}

function Row({ rule }: { rule: RuleVerdict }) {
  const look = VERDICTS[rule.verdict];
  const Icon = look.icon;
  return (
    <li className="flex items-start gap-2.5 py-2">
      <Icon aria-hidden className={cn('mt-0.5 size-4 shrink-0', toneText[look.tone])} />
      <div className="min-w-0 text-sm">
        <p className="font-medium">
          {look.word}: {rule.title}
        </p>
        <p className="text-muted">
          {KINDS[rule.kind]}. {rule.text}
        </p>
        {rule.verdict === 'finding' ? <p>What helps: {rule.remedy}</p> : null}
        <Basis rule={rule} />
      </div>
    </li>
  );
}

function Rows({ rules }: { rules: RuleVerdict[] }) {
  return (
    <ul className="divide-y divide-line/60">
      {rules.map((rule) => (
        <Row key={rule.id} rule={rule} />
      ))}
    </ul>
  );
}

/** The verdicts of the named rules, those that ask for something first; compliance and function apart by word. */
export function FindingsCard({ machine }: { machine: Pick<MachineDetail, 'findings'> }) {
  const of = (verdict: RuleVerdict['verdict']) => machine.findings.filter((rule) => rule.verdict === verdict);
  const open = OPEN.flatMap(of);
  const [passed, others] = [of('pass'), of('not-applicable')];
  if (open.length + passed.length === 0) return null;
  return (
    <Card title="Findings">
      {open.length === 0 ? <p className="text-sm">No rule that is for this machine finds anything.</p> : null}
      <Rows rules={open} />
      {passed.length === 0 ? null : (
        <Disclosure summary={`${ruleCount(passed.length)} passed`} className="mt-1 text-sm">
          <Rows rules={passed} />
        </Disclosure>
      )}
      {others.length === 0 ? null : (
        <Disclosure summary={`${ruleCount(others.length)} not for this machine`} className="mt-1 text-sm">
          <ul className="ml-5 list-disc text-muted">
            {others.map((rule) => (
              <li key={rule.id}>
                {rule.title}. {rule.text}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </Card>
  );
}
