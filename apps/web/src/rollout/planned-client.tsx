'use client';
import { Callout, Card, DefinitionList } from '@teredo-fleet/ui';
import { GitCompareArrows } from 'lucide-react';
import Link from 'next/link';
import { EvidenceCard } from '@/evidence/evidence-card';
import type { RolloutView } from '@/trpc/shapes';
import { aboutRows } from './about-rows';
import { ApprovalCard } from './approval-card';
import { DiscardButton } from './discard-button';
import { LogCard } from './log-card';
import { MembersCard } from './members-card';
import { NoticeCard } from './notice-card';
import { OverrideNotices } from './override-notices';
import { PlanButtons } from './plan-buttons';
import { PreviewCard } from './preview-card';
import { ProgressCard } from './progress-card';
import { ReportLinks } from './report-links';
import { RolloutHead } from './rollout-head';
import type { RunningView } from './shapes';
import { ToldCard } from './told-card';
import { type Steer, useSteer } from './use-steer';
import { RollBackButton, VerbBar, WaveVerbs } from './verb-bar';
import { WavesCard } from './waves-card';

function About({ rollout }: { rollout: RolloutView }) {
  return (
    <Card title="About">
      <DefinitionList items={aboutRows(rollout)} />
      <p className="mt-2 text-sm">
        <Link
          href={`/rollouts/compare?a=${rollout.id}`}
          className="inline-flex min-h-6 items-center gap-1.5 rounded-sm text-accent hover:underline"
        >
          <GitCompareArrows aria-hidden className="size-3.5" /> Compare with another
        </Link>
      </p>
    </Card>
  );
}

function Actions({ rollout, view, steer }: { rollout: RolloutView; view: RunningView | null; steer: Steer }) {
  return (
    <>
      <PlanButtons rollout={rollout} />
      {view === null ? (
        <DiscardButton rollout={rollout} steer={steer} />
      ) : (
        <>
          <VerbBar rolloutId={rollout.id} view={view} steer={steer} />
          <ReportLinks rolloutId={rollout.id} started={rollout.startedAt !== null} />
        </>
      )}
    </>
  );
}

const BEFORE = ['draft', 'awaiting-approval'];
/** Submitted, and not a machine was asked. */
const FORESEEN = ['awaiting-approval', 'approved'];
/** From then on what people come for is the proof. */
const OVER = ['done', 'aborted'];

/** A rollout with waves: how far it is, what holds it, every machine, and what can be done now. `view`: null of a draft. */
export function PlannedClient({ rollout, view }: { rollout: RolloutView; view: RunningView | null }) {
  const steer = useSteer();
  const begun = view !== null && !BEFORE.includes(rollout.state);
  const isOver = OVER.includes(rollout.state);
  return (
    <div className="flex flex-col gap-4">
      <RolloutHead rollout={rollout} actions={<Actions rollout={rollout} view={view} steer={steer} />} />
      {rollout.state === 'paused' ? (
        <Callout tone="warn" title="Paused">
          {rollout.pauseReason ?? 'Nothing new starts until it is resumed.'}
        </Callout>
      ) : null}
      <OverrideNotices rolloutId={rollout.id} overrides={rollout.noticeOverrides} />
      <div className="grid items-start gap-3 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="grid min-w-0 gap-3">
          {begun ? <ProgressCard rolloutId={rollout.id} state={rollout.state} view={view} /> : null}
          {begun ? null : <ApprovalCard rollout={rollout} />}
          {rollout.kind === 'planned' && FORESEEN.includes(rollout.state) ? (
            <PreviewCard rolloutId={rollout.id} />
          ) : null}
          {view !== null && view.waves.length > 0 ? (
            <WavesCard
              rolloutId={rollout.id}
              state={rollout.state}
              view={view}
              actions={<WaveVerbs rolloutId={rollout.id} view={view} steer={steer} />}
              rollBack={(wave) => (
                <RollBackButton rolloutId={rollout.id} view={view} steer={steer} wave={wave} />
              )}
            />
          ) : null}
          {begun && rollout.noticePolicy.kind !== 'none' ? (
            <ToldCard
              rolloutId={rollout.id}
              waves={view.waves}
              mayNudge={view.may.some(({ verb, ok }) => verb === 'nudge' && ok)}
              mayOverride={view.may.some(({ verb, ok }) => verb === 'override-notice' && ok)}
            />
          ) : null}
        </div>
        <div className="grid min-w-0 gap-3">
          {isOver ? <EvidenceCard rolloutId={rollout.id} /> : null}
          {begun && rollout.kind === 'planned' ? <ApprovalCard rollout={rollout} /> : null}
          <About rollout={rollout} />
          <NoticeCard rollout={rollout} />
          {isOver ? null : <EvidenceCard rolloutId={rollout.id} />}
          <LogCard rolloutId={rollout.id} />
        </div>
      </div>
      {view !== null && view.totals.planned > 0 ? (
        <MembersCard rolloutId={rollout.id} view={view} steer={steer} />
      ) : null}
    </div>
  );
}
