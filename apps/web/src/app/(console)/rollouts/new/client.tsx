'use client';
import { useClock } from '@teredo-fleet/ui';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { MayNotPlan } from '@/plan/may-not-plan';
import { useDraft } from '@/plan/use-draft';
import { usualPlan } from '@/plan/usual-plan';
import { Wizard } from '@/plan/wizard';
import { WizardHeader } from '@/plan/wizard-header';
import { useMay } from '@/shell/viewer';
import type { MachineFilter } from '@/trpc/shapes';

function NewRollout({ filter }: { filter: MachineFilter }) {
  const router = useRouter();
  const { now, zone } = useClock();
  const [begin] = useState(() => ({ name: '', draft: usualPlan(filter, zone, now) }));
  const { sync, dispatch, save } = useDraft(null, begin, `new:${JSON.stringify(filter)}`);
  const saveFirst = async () => {
    const saved = await save();
    if (saved !== null) router.replace(`/rollouts/${saved.id}/edit?step=target&begun=true`);
  };
  return (
    <Wizard
      sync={sync}
      dispatch={dispatch}
      save={saveFirst}
      step="target"
      onGo={() => undefined}
      faults={[]}
      standardTexts={[]}
      scopeId={null}
    />
  );
}

/** The first step of a new rollout; once it is saved, the rest goes on under its own address. */
export function NewRolloutClient({ filter }: { filter: MachineFilter }) {
  const may = useMay();
  return (
    <div className="flex flex-col gap-4">
      <WizardHeader title="New rollout" back={{ href: '/rollouts', title: 'Rollouts' }} />
      {may('rollout.saveDraft') ? <NewRollout filter={filter} /> : <MayNotPlan />}
    </div>
  );
}
