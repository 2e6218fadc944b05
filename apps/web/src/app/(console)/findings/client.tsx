'use client';
import { useQuery } from '@tanstack/react-query';
import { AbsoluteTime, Button, DataTable, PageHeader } from '@teredo-fleet/ui';
import { Plus, ShieldCheck } from 'lucide-react';
import Link from 'next/link';
import { RetiredRules } from '@/own-rule/retired-rules';
import { FaultState } from '@/presentation/fault-state';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import type { FindingRuleRow, FindingRules } from '@/trpc/shapes';
import { machinesHref } from '../machines/search-params';
import { ExportMenu } from './export-menu';
import { ACTIVE, ruleColumns } from './rule-columns';

const KINDS: { kind: FindingRuleRow['kind']; title: string; about: string }[] = [
  {
    kind: 'compliance',
    title: 'Compliance',
    about: 'Something is set as a rule says, whatever Teredo does.',
  },
  { kind: 'function', title: 'Function', about: 'Something that needs Teredo can use it.' },
];

/** Whom the numbers are about. */
function Basis({ rules }: { rules: FindingRules }) {
  const { at, machines, unseen } = rules;
  const told = machines - unseen;
  return (
    <p className="text-sm text-muted">
      Of {machines === 1 ? 'one active machine' : `${machines.toLocaleString('en-GB')} active machines`}
      {unseen === 0
        ? ', by the newest that each has told.'
        : `, by the newest that ${told.toLocaleString('en-GB')} of them ${told === 1 ? 'has' : 'have'} told. `}
      {unseen === 0 ? null : (
        <>
          <Link
            href={machinesHref('/machines', { contact: ['never-seen'], status: ['active'] })}
            className="underline underline-offset-2 hover:text-accent"
          >
            {unseen.toLocaleString('en-GB')}
          </Link>{' '}
          told nothing yet, and no rule says a word of them.
        </>
      )}{' '}
      As of <AbsoluteTime at={at} />.
    </p>
  );
}

/** What the named rules say of the fleet; every number leads to its machines. */
export function FindingsClient() {
  const trpc = useTRPC();
  const may = useMay();
  const rules = useQuery(trpc.findings.rules.queryOptions({ filter: ACTIVE }));
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title="Findings"
        description="What named rules ask of machines, and what each machine says to it. A rule that could not be answered is never counted as passed, and a finding that somebody answers for is counted as waived."
        actions={
          <>
            <Button asChild>
              <Link href="/findings/waivers">
                <ShieldCheck aria-hidden /> Waivers
              </Link>
            </Button>
            <ExportMenu />
            {may('ownRule.save') ? (
              <Button asChild variant="primary">
                <Link href="/findings/new">
                  <Plus aria-hidden /> Write a rule
                </Link>
              </Button>
            ) : null}
          </>
        }
      />
      {rules.data ? <Basis rules={rules.data} /> : null}
      {rules.error && !rules.data ? (
        <FaultState
          title="The findings could not be read"
          error={rules.error}
          onRetry={() => rules.refetch()}
        />
      ) : (
        KINDS.map(({ kind, title, about }) => (
          <section key={kind} aria-labelledby={`rules-${kind}`} className="flex flex-col gap-2">
            <h2 id={`rules-${kind}`} className="text-base font-semibold">
              {title} <span className="ml-1 text-sm font-normal text-muted">{about}</span>
            </h2>
            <DataTable
              label={`Rules of ${kind}`}
              columns={ruleColumns}
              rows={rules.data?.rows.filter((row) => row.kind === kind) ?? null}
              rowKey={(row) => row.id}
              skeletonRows={4}
            />
          </section>
        ))
      )}
      <RetiredRules />
    </div>
  );
}
