'use client';
import { useQuery } from '@tanstack/react-query';
import { useQueryStates } from 'nuqs';
import { useState } from 'react';
import { ChangeDialog } from '@/change/change-dialog';
import { ChangePanel } from '@/change/change-panel';
import type { Mode } from '@/change/desired';
import { FaultState } from '@/presentation/fault-state';
import { GoneState } from '@/presentation/gone-state';
import { useTRPC } from '@/trpc/client';
import { isMissing } from '@/trpc/fault';
import type { MachineDetail } from '@/trpc/shapes';
import { AddressCard } from './address-card';
import { ApplicationsCard } from './applications-card';
import { DecisionCard } from './decision-card';
import { DiagnosisCard } from './diagnosis-card';
import { EvidenceCard } from './evidence-card';
import { MachineFactsCard } from './facts-card';
import { FindingsCard } from './findings-card';
import { MachineHeader } from './header';
import { MachineSkeleton } from './machine-skeleton';
import { ObservedDesiredCard } from './observed-desired-card';
import { PoliciesCard } from './policies-card';
import { ProgramsCard } from './programs-card';
import { machineParams } from './search-params';
import { ServerNotice } from './server-notice';
import { TimelineCard } from './timeline-card';
import { MachineTrio } from './trio';

function MachineBody({ machine }: { machine: MachineDetail }) {
  const [{ rollout }, setParams] = useQueryStates(machineParams);
  const [mode, setMode] = useState<Mode | null>(null);
  const change = rollout ?? machine.activeJob?.rolloutId ?? machine.desired?.rolloutId ?? null;
  const show = (rolloutId: string) => {
    void setParams({ rollout: rolloutId });
    window.scrollTo({ top: 0 });
  };
  return (
    <div className="flex flex-col gap-3">
      <MachineHeader machine={machine} onChange={setMode} />
      {machine.activeJob || rollout
        ? change && <ChangePanel rolloutId={change} machineId={machine.id} onUndone={show} />
        : null}
      <DiagnosisCard machine={machine} />
      <ServerNotice server={machine.teredoServer} />
      <MachineTrio machine={machine} />
      <div className="grid items-start gap-3 xl:grid-cols-2">
        <div className="grid min-w-0 gap-3">
          <DecisionCard machine={machine} />
          <ObservedDesiredCard machine={machine} />
          <PoliciesCard machineId={machine.id} />
          <FindingsCard machine={machine} />
        </div>
        <div className="grid min-w-0 gap-3">
          {change && !(machine.activeJob || rollout) ? (
            <ChangePanel rolloutId={change} machineId={machine.id} onUndone={show} />
          ) : null}
          <AddressCard machine={machine} />
          <ApplicationsCard machine={machine} />
          <ProgramsCard id={machine.id} />
          <TimelineCard id={machine.id} />
        </div>
      </div>
      <MachineFactsCard machine={machine} />
      <EvidenceCard machine={machine} />
      {mode ? (
        <ChangeDialog
          machine={machine}
          mode={mode}
          onClose={() => setMode(null)}
          onStarted={(rolloutId) => {
            setMode(null);
            show(rolloutId);
          }}
        />
      ) : null}
    </div>
  );
}

export function MachineClient({ id }: { id: string }) {
  const trpc = useTRPC();
  const machine = useQuery({
    ...trpc.machines.get.queryOptions({ id }),
    enabled: ({ state }) => !isMissing(state.error),
  });
  if (isMissing(machine.error)) {
    const name = machine.data?.hostname ?? 'Machine';
    return <GoneState name={name} what="machine" list={{ href: '/machines', title: 'All machines' }} />;
  }
  if (machine.data) return <MachineBody machine={machine.data} />;
  if (machine.error) {
    return (
      <FaultState
        title="This machine can't be shown"
        error={machine.error}
        onRetry={() => machine.refetch()}
      />
    );
  }
  return <MachineSkeleton />;
}
