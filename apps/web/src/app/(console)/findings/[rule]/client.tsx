'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import {
  AbsoluteTime,
  Button,
  Callout,
  Card,
  DefinitionList,
  PageHeader,
  Select,
  Time,
} from '@teredo-fleet/ui';
import { Pencil, ShieldCheck } from 'lucide-react';
import Link from 'next/link';
import { useQueryStates } from 'nuqs';
import { JudgingNote } from '@/own-rule/judging-note';
import { RetireButton } from '@/own-rule/retire-button';
import { BackLink } from '@/presentation/back-link';
import { FaultState } from '@/presentation/fault-state';
import { GoneState } from '@/presentation/gone-state';
import { CountGrid } from '@/presentation/machine-count';
import { VERDICTS } from '@/presentation/verdict';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import { isMissing } from '@/trpc/fault';
import type { FindingHistory, FindingRuleRow } from '@/trpc/shapes';
import { WaiveButton } from '@/waiver/waive-button';
import { CountLink, type ShownVerdict } from '../count-link';
import { ExportMenu } from '../export-menu';
import { waiversHref } from '../waivers/search-params';
import { Days } from './days';
import { ruleParams } from './search-params';

const KINDS: Record<FindingRuleRow['kind'], string> = { compliance: 'Compliance', function: 'Function' };
const SPANS = [
  [30, '30 days'],
  [90, '90 days'],
  [366, 'A year'],
] as const;

function Now({ history: { rule, at } }: { history: FindingHistory }) {
  const { oldestFindingSince: oldest } = rule;
  return (
    <Card
      title="Now"
      aside={
        <>
          As of <AbsoluteTime at={at} />
        </>
      }
    >
      <CountGrid
        className="sm:grid-cols-3"
        counts={(Object.keys(VERDICTS) as ShownVerdict[]).map((verdict) => ({
          key: verdict,
          look: VERDICTS[verdict],
          count: <CountLink rule={rule} verdict={verdict} machines={rule.counts[verdict]} />,
        }))}
      />
      <JudgingNote own={rule.own} />
      {oldest === null ? null : (
        <p className="mt-3 text-xs text-muted">
          The oldest finding that nothing waives is one since <Time at={oldest} />.
        </p>
      )}
    </Card>
  );
}

function About({ rule }: { rule: FindingRuleRow }) {
  const asks = rule.own === null ? [] : [['It is so when', <code key="asks">{rule.own.asks}</code>] as const];
  return (
    <Card title="The rule">
      <DefinitionList
        wide
        items={[
          ['For', rule.appliesTo],
          ...asks,
          ['What helps', rule.remedy],
          ['Source', `${rule.source.name}: ${rule.source.item} (${rule.source.version})`],
          ['Kind and severity', `${KINDS[rule.kind]}, ${rule.severity}`],
          ['Rule', `${rule.id}, version ${rule.version}`],
        ]}
      />
    </Card>
  );
}

function OwnActions({ rule }: { rule: FindingRuleRow }) {
  const may = useMay();
  return (
    <>
      {may('ownRule.save') ? (
        <Button asChild>
          <Link href={`/findings/${rule.id}/edit`}>
            <Pencil aria-hidden /> Change
          </Link>
        </Button>
      ) : null}
      <RetireButton id={rule.id} title={rule.title} />
    </>
  );
}

function Retired({ rule: { own } }: { rule: FindingRuleRow }) {
  if (own === null || own.retired === null) return null;
  const { by, at, reason } = own.retired;
  return (
    <Callout tone="info">
      {by} retired this rule on <AbsoluteTime at={at} />: “{reason}”. It is asked of no machine any more; what
      it said until then is below.
    </Callout>
  );
}

function Body({ history }: { history: FindingHistory }) {
  const [{ days }, setParams] = useQueryStates(ruleParams);
  const { rule } = history;
  const isRetired = rule.own?.retired != null;
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        above={<BackLink href="/findings">Findings</BackLink>}
        title={rule.title}
        description={rule.demand}
        actions={
          <>
            {isRetired ? null : (
              <WaiveButton rule={rule} machine={null} words="Waive for a label" size="md" />
            )}
            <Button asChild>
              <Link href={waiversHref('/findings/waivers', { rule: rule.id })}>
                <ShieldCheck aria-hidden /> Its waivers
              </Link>
            </Button>
            {isRetired ? null : <ExportMenu ruleId={rule.id} />}
            {rule.own === null || isRetired ? null : <OwnActions rule={rule} />}
          </>
        }
      />
      <Retired rule={rule} />
      <div className="grid items-start gap-3 lg:grid-cols-2">
        <Now history={history} />
        <About rule={rule} />
      </div>
      <Card
        title="Over time"
        aside={
          <Select
            aria-label="How far back"
            value={days}
            onChange={(event) => void setParams({ days: Number(event.target.value) as typeof days })}
          >
            {SPANS.map(([span, words]) => (
              <option key={span} value={span}>
                {words}
              </option>
            ))}
          </Select>
        }
      >
        <Days history={history} span={days} />
      </Card>
    </div>
  );
}

/** One rule: what it asks, what it says of the fleet now and what it said day by day. */
export function RuleClient({ ruleId }: { ruleId: string }) {
  const trpc = useTRPC();
  const [{ days }] = useQueryStates(ruleParams);
  const history = useQuery({
    ...trpc.findings.history.queryOptions({ ruleId, days }),
    placeholderData: keepPreviousData,
    enabled: ({ state }) => !isMissing(state.error),
  });
  if (isMissing(history.error))
    return <GoneState name={ruleId} what="rule" list={{ href: '/findings', title: 'All rules' }} />;
  if (history.data) return <Body history={history.data} />;
  if (history.error)
    return (
      <FaultState title="This rule can't be shown" error={history.error} onRetry={() => history.refetch()} />
    );
  return null;
}
