'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from '@teredo-fleet/ui';
import { ArrowLeft, ArrowRight } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTRPC } from '@/trpc/client';
import { readFault } from '@/trpc/fault';
import { ChangeStep } from './change-step';
import type { DraftEvent, DraftSync } from './draft-sync';
import { NoticeStep } from './notice-step';
import { PreviewStep } from './preview-step';
import { RehearsalStep } from './rehearsal-step';
import { SaveLine, SaveTrouble } from './save-line';
import type { NoticeText, PlanFault } from './shapes';
import type { StepProps } from './step-props';
import { nextStep, previousStep, STEPS, type StepKey } from './steps';
import { SubmitStep } from './submit-step';
import { TargetStep } from './target-step';
import { TimingStep } from './timing-step';
import { WavesStep } from './waves-step';
import { WizardSteps } from './wizard-steps';

export interface WizardProps {
  sync: DraftSync;
  dispatch(event: DraftEvent): void;
  save(): Promise<unknown>;
  step: StepKey;
  onGo(step: StepKey): void;
  faults: readonly PlanFault[];
  standardTexts: readonly NoticeText[];
  scopeId: string | null;
}

/** How many machines the target matches now, without those that are not in use. */
function useTargeted({ sync }: WizardProps): number | null {
  const trpc = useTRPC();
  const { filter } = sync.mine.draft.target;
  const counts = useQuery({
    ...trpc.machines.counts.queryOptions({ filter: { ...filter, status: filter.status ?? ['active'] } }),
    placeholderData: keepPreviousData,
  });
  return counts.data?.total ?? null;
}

/** Steps that look at the stored plan need it stored. */
function Stored(props: WizardProps & { children(id: string, planHash: string): ReactNode }) {
  const { stored, state } = props.sync;
  if (stored === null || state !== 'saved') {
    return <p className="text-sm text-muted">This shows the plan as it is saved. It is being saved.</p>;
  }
  return props.children(stored.id, stored.planHash);
}

function Step(props: WizardProps & { form: StepProps }) {
  const { form, sync, onGo, dispatch } = props;
  switch (props.step) {
    case 'target':
      return (
        <TargetStep
          {...form}
          name={sync.mine.name}
          nameFault={readFault(sync.error).fields.name ?? null}
          onRename={(name) => dispatch({ kind: 'edited', content: { ...sync.mine, name } })}
        />
      );
    case 'change':
      return <ChangeStep {...form} />;
    case 'waves':
      return <WavesStep {...form} sync={sync} />;
    case 'notice':
      return <NoticeStep {...form} />;
    case 'timing':
      return <TimingStep {...form} />;
    case 'preview':
      return (
        <Stored {...props}>
          {(id, planHash) => <PreviewStep id={id} planHash={planHash} onGo={onGo} />}
        </Stored>
      );
    case 'rehearsal':
      return (
        <Stored {...props}>
          {(id, planHash) => <RehearsalStep id={id} planHash={planHash} onGo={onGo} />}
        </Stored>
      );
    case 'submit':
      return (
        <Stored {...props}>
          {(id, planHash) => (
            <SubmitStep
              id={id}
              planHash={planHash}
              plan={form.plan}
              faults={form.faults}
              ready={sync.state === 'saved'}
              onGo={onGo}
            />
          )}
        </Stored>
      );
  }
}

/** Who comes to a step by a button begins at its title. */
function StepTitle({ step }: { step: StepKey }) {
  const title = useRef<HTMLHeadingElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current === step) return;
    shown.current = step;
    title.current?.focus();
  }, [step]);
  return (
    <h2 ref={title} tabIndex={-1} className="text-lg font-semibold tracking-tight outline-none">
      {STEPS.find(({ key }) => key === step)?.title}
    </h2>
  );
}

/** Writing a plan step by step; every step is saved when it is left. */
export function Wizard(props: WizardProps) {
  const { sync, dispatch, step } = props;
  const targeted = useTargeted(props);
  const next = nextStep(step);
  const previous = previousStep(step);
  const go = (to: StepKey) => {
    if (sync.state === 'unsaved' || sync.state === 'unreachable') void props.save();
    if (sync.stored !== null) props.onGo(to);
  };
  const form: StepProps = {
    plan: sync.mine.draft,
    faults: props.faults,
    targeted,
    standardTexts: props.standardTexts,
    scopeId: props.scopeId,
    onChange: (part) =>
      dispatch({ kind: 'edited', content: { ...sync.mine, draft: { ...sync.mine.draft, ...part } } }),
  };
  return (
    <div className="flex min-h-[calc(100dvh-10.25rem)] flex-col gap-4 lg:min-h-[calc(100dvh-7.25rem)]">
      <WizardSteps current={step} faults={props.faults} locked={sync.stored === null} onGo={go} />
      <SaveTrouble sync={sync} dispatch={dispatch} />
      <StepTitle step={step} />
      <Step {...props} onGo={go} form={form} />
      <footer className="sticky bottom-0 z-10 -mx-4 mt-auto -mb-5 flex flex-wrap items-center gap-3 border-t bg-canvas px-4 py-3 lg:-mx-6 lg:px-6">
        <SaveLine sync={sync} />
        <span className="ml-auto flex gap-2">
          {previous === null ? null : (
            <Button onClick={() => go(previous)}>
              <ArrowLeft aria-hidden /> Back
            </Button>
          )}
          {next === null ? null : (
            <Button
              variant="primary"
              busy={sync.state === 'saving' && sync.stored === null}
              disabled={sync.mine.name.trim() === ''}
              onClick={() => go(next)}
            >
              Next <ArrowRight aria-hidden />
            </Button>
          )}
        </span>
      </footer>
    </div>
  );
}
