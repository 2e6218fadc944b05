import { AbsoluteTime, Card, cn, Disclosure, showHiddenMarks, Time, toneText } from '@teredo-fleet/ui';
import Link from 'next/link';
import { VERDICTS } from '@/presentation/verdict';
import type { MachineDetail, RuleVerdict, WaiverView } from '@/trpc/shapes';
import { RevokeButton } from '@/waiver/revoke-button';
import { WaiveButton } from '@/waiver/waive-button';
import { ExportMenu } from '../../findings/export-menu';
import { waiversHref } from '../../findings/waivers/search-params';

const KINDS: Record<RuleVerdict['kind'], string> = { compliance: 'Compliance', function: 'Function' };

/** What asks for something, what is to be mended first. */
const OPEN: RuleVerdict['verdict'][] = ['finding', 'waived', 'unknown', 'not-reviewed'];

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
        <li>
          {rule.source.name}: {rule.source.item} ({rule.source.version}). Rule <code>{rule.id}</code>, version{' '}
          {rule.version}.
        </li>
      </ul>
    </Disclosure>
  );
}

/** How long it has been so, and how old the fact is that says it. */
function Age({ rule: { since, factAt } }: { rule: RuleVerdict }) {
  if (since === null && factAt === null) return null;
  return (
    <p className="text-xs text-muted">
      {since === null ? null : (
        <>
          Since <Time at={since} />
          {factAt === null ? '' : '; the fact was '}
        </>
      )}
      {factAt === null ? null : (
        <>
          {since === null ? 'The fact was read' : 'read'} <Time at={factAt} />
        </>
      )}
    </p>
  );
}

function Waived({ waiver }: { waiver: WaiverView }) {
  const { owner, reason, grantedBy, expiresAt, target } = waiver;
  return (
    <div className="mt-1 rounded-md bg-info-soft px-2.5 py-1.5">
      <p className="wrap-anywhere">
        {owner} answers for it until <AbsoluteTime at={expiresAt} />: “{reason}”
      </p>
      <p className="flex flex-wrap items-center gap-x-2 text-xs text-muted">
        <span className="wrap-anywhere">
          Granted by {grantedBy}
          {target.kind === 'label' ? ` for every machine labelled ${target.label}` : ''}.
        </span>
        <RevokeButton waiver={waiver} />
      </p>
    </div>
  );
}

const LAPSES: Record<WaiverView['state'], string> = {
  holds: '',
  expired: 'A waiver of it ran out',
  revoked: 'A waiver of it was revoked',
  'rule-changed': 'It was waived for an earlier version of the rule, which meant something else',
};

function Lapsed({ waiver: { state, revoked, expiresAt, ruleId } }: { waiver: WaiverView }) {
  const end = state === 'revoked' && revoked !== null ? revoked.at : expiresAt;
  return (
    <p className="text-xs text-muted">
      {LAPSES[state]}
      {state === 'rule-changed' ? null : (
        <>
          {' '}
          <Time at={end} />
        </>
      )}
      .{' '}
      <Link
        href={waiversHref('/findings/waivers', { rule: ruleId, which: 'ended' })}
        className="underline underline-offset-2 hover:text-accent"
      >
        Waivers of this rule
      </Link>
    </p>
  );
}

type Named = Pick<MachineDetail, 'id' | 'hostname'>;

function Row({ rule, machine }: { rule: RuleVerdict; machine: Named }) {
  const look = VERDICTS[rule.verdict];
  const Icon = look.icon;
  return (
    <li className="flex items-start gap-2.5 py-2">
      <Icon aria-hidden className={cn('mt-0.5 size-4 shrink-0', toneText[look.tone])} />
      <div className="min-w-0 grow text-sm">
        <div className="flex items-start justify-between gap-2">
          <p className="font-medium">
            {look.word}: {rule.title}
          </p>
          {rule.verdict === 'finding' ? <WaiveButton rule={rule} machine={machine} words="Waive" /> : null}
        </div>
        <p className="text-muted">
          {KINDS[rule.kind]}. {rule.text}
        </p>
        {rule.waiver === null ? null : <Waived waiver={rule.waiver} />}
        {rule.verdict === 'finding' ? <p>What helps: {rule.remedy}</p> : null}
        <Age rule={rule} />
        {rule.lapsedWaiver === null ? null : <Lapsed waiver={rule.lapsedWaiver} />}
        <Basis rule={rule} />
      </div>
    </li>
  );
}

function Rows({ rules, machine }: { rules: RuleVerdict[]; machine: Named }) {
  return (
    <ul className="divide-y divide-line/60">
      {rules.map((rule) => (
        <Row key={rule.id} rule={rule} machine={machine} />
      ))}
    </ul>
  );
}

/** Rules of DISA are named for it. */
const hasChecklist = ({ findings }: Pick<MachineDetail, 'findings'>): boolean =>
  findings.some(({ id, verdict }) => id.startsWith('stig-') && verdict !== 'not-applicable');

/** The verdicts of the named rules, those that ask for something first; compliance and function apart by word. */
export function FindingsCard({ machine }: { machine: Named & Pick<MachineDetail, 'findings'> }) {
  const of = (verdict: RuleVerdict['verdict']) => machine.findings.filter((rule) => rule.verdict === verdict);
  const open = OPEN.flatMap(of);
  const [passed, others] = [of('pass'), of('not-applicable')];
  if (machine.findings.length === 0) return null;
  return (
    <Card title="Findings" aside={<ExportMenu machineId={machine.id} hasChecklist={hasChecklist(machine)} />}>
      {open.length === 0 ? <p className="text-sm">No rule that is for this machine finds anything.</p> : null}
      <Rows rules={open} machine={machine} />
      {passed.length === 0 ? null : (
        <Disclosure summary={`${ruleCount(passed.length)} passed`} className="mt-1 text-sm">
          <Rows rules={passed} machine={machine} />
        </Disclosure>
      )}
      {others.length === 0 ? null : (
        <Disclosure summary={`${ruleCount(others.length)} not for this machine`} className="mt-1 text-sm">
          <Rows rules={others} machine={machine} />
        </Disclosure>
      )}
    </Card>
  );
}
