'use client';
import { useQuery } from '@tanstack/react-query';
import { Button, Callout, EmptyState, useClock } from '@teredo-fleet/ui';
import { Lock } from 'lucide-react';
import Link from 'next/link';
import { useQueryStates } from 'nuqs';
import { useEffect, useMemo, useState } from 'react';
import { MayNotPlan } from '@/plan/may-not-plan';
import { useDraft } from '@/plan/use-draft';
import { completePlan, usualPlan } from '@/plan/usual-plan';
import { Wizard } from '@/plan/wizard';
import { WizardHeader } from '@/plan/wizard-header';
import { rolloutLook } from '@/presentation/rollout-states';
import { ReadRollout } from '@/rollout/read-rollout';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import { isMissing } from '@/trpc/fault';
import type { DraftView } from '@/trpc/shapes';
import { editParams } from './search-params';

const EDITABLE = ['draft', 'awaiting-approval', 'approved'];

/** A plan that was just begun goes on with its second step, so that Back leads to the first. */
function useEditParams() {
  const [params, setParams] = useQueryStates(editParams);
  const { begun } = params;
  useEffect(() => {
    if (begun !== true) return;
    void setParams({ begun: null }, { history: 'replace' }).then(() =>
      setParams({ step: 'change' }, { history: 'push', scroll: true }),
    );
  }, [begun, setParams]);
  return [params, setParams] as const;
}

function EditDraft({ view }: { view: DraftView }) {
  const [{ step }, setParams] = useEditParams();
  const { now, zone } = useClock();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a version is known by its hash and name; time makes no other
  const stored = useMemo(() => {
    const draft = completePlan(view.draft, usualPlan({}, zone, now));
    return { id: view.id, planHash: view.planHash, name: view.name, draft };
  }, [view.id, view.planHash, view.name]);
  const { sync, dispatch, save } = useDraft(stored, stored, view.id);
  return (
    <Wizard
      sync={sync}
      dispatch={dispatch}
      save={save}
      step={step}
      onGo={(to) => void setParams({ step: to }, { history: 'push', scroll: true })}
      faults={view.faults}
      standardTexts={view.standardTexts}
      scopeId={view.scope.id}
    />
  );
}

/** What an edit would undo is said before the first key. */
function Guarded({ view }: { view: DraftView }) {
  const [unlocked, setUnlocked] = useState(view.state === 'draft');
  if (unlocked || view.state === 'draft') return <EditDraft view={view} />;
  return (
    <Callout
      tone="warn"
      title={`This plan is not a draft: ${rolloutLook(view.state).word.toLowerCase()}`}
      action={
        <Button size="sm" onClick={() => setUnlocked(true)}>
          Edit it all the same
        </Button>
      }
    >
      The first change that is saved makes it a draft again. Approvals given so far are void then, and it has
      to be submitted anew.
    </Callout>
  );
}

function Inside({ view }: { view: DraftView }) {
  const may = useMay();
  if (!may('rollout.saveDraft')) return <MayNotPlan />;
  if (!EDITABLE.includes(view.state)) {
    return (
      <EmptyState
        icon={Lock}
        title="This plan can’t be edited any more"
        action={
          <Button asChild>
            <Link href={`/rollouts/${view.id}`}>Open the rollout</Link>
          </Button>
        }
      >
        It {rolloutLook(view.state).word.toLowerCase()}. Clone it to make another one from it.
      </EmptyState>
    );
  }
  return <Guarded view={view} />;
}

/** Goes on writing a plan; it opens at the step that the address says. */
export function EditRolloutClient({ id }: { id: string }) {
  const trpc = useTRPC();
  const query = useQuery({
    ...trpc.rollouts.draft.queryOptions({ id }),
    enabled: ({ state }) => !isMissing(state.error),
  });
  return (
    <ReadRollout query={query} what="plan">
      {(view) => (
        <div className="flex flex-col gap-4">
          <WizardHeader title={view.name} back={{ href: `/rollouts/${id}`, title: 'Rollout' }} />
          <Inside view={view} />
        </div>
      )}
    </ReadRollout>
  );
}
