'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Callout, Card, ChoiceCards, NumberField, TextField } from '@teredo-fleet/ui';
import { useState } from 'react';
import { ReasonDialog } from '@/change/reason-dialog';
import { useLeaveWarning } from '@/notice/use-leave-warning';
import { ChangeStep } from '@/plan/change-step';
import { NoticeStep } from '@/plan/notice-step';
import type { PlanFault } from '@/plan/shapes';
import { faultAt } from '@/plan/steps';
import { LimitsFields } from '@/plan/timing-step';
import { WavesFields } from '@/plan/waves-step';
import { WindowsFields } from '@/plan/windows-fields';
import { LabelFields } from '@/presentation/label-fields';
import { useTRPC } from '@/trpc/client';
import { readFault } from '@/trpc/fault';
import type { PolicyPreview } from '@/trpc/shapes';
import { inputOf, missingOf, type PolicyForm } from './policy-form';
import { PolicyPreviewCard } from './preview-card';
import { usePolicyPreview } from './use-policy-preview';

const HOUR_S = 3_600;

const MODES = [
  { value: 'audit', title: 'Audit only', text: 'Shows which machines are otherwise. Nothing is changed.' },
  {
    value: 'enforce',
    title: 'Enforce',
    text: 'Drift is repaired: in waves, with notice, under the brakes. Somebody else approves it first.',
  },
] as const;

interface EditorProps {
  begin: PolicyForm;
  /** Of the policy that is edited, with the version that was read; null: a new one. */
  edited: { id: string; version: number } | null;
  onSaved(id: string): void;
}

function useSave({ edited, onSaved }: EditorProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return useMutation(
    trpc.policies.save.mutationOptions({
      onSuccess: ({ id }) => {
        void queryClient.invalidateQueries(trpc.policies.pathFilter());
        onSaved(id);
      },
      meta: { edited: edited?.id },
    }),
  );
}

type Set = (part: Partial<PolicyForm>) => void;

function Basics(props: { form: PolicyForm; faults: Record<string, string>; isEdited: boolean; set: Set }) {
  const { form, faults, set } = props;
  return (
    <Card title="The policy">
      <div className="flex flex-col gap-4">
        <TextField
          label="Name"
          maxLength={120}
          error={faults.name ?? null}
          value={form.name}
          onChange={(name) => set({ name })}
        />
        <LabelFields
          label={form.label}
          scopeId={form.scopeId}
          scopeFixed={props.isEdited}
          faults={faults}
          onLabel={(label) => set({ label })}
          onScope={(scopeId) => set({ scopeId })}
        />
        <ChoiceCards
          legend="What it does about drift"
          name="policy-mode"
          value={form.mode}
          choices={MODES}
          columns={2}
          onChange={(mode) => set({ mode })}
        />
      </div>
    </Card>
  );
}

/** How drift is repaired, by the very parts of a rollout's plan. */
function Repairs(props: {
  form: PolicyForm;
  faults: readonly PlanFault[];
  standardTexts: Parameters<typeof NoticeStep>[0]['standardTexts'];
  counts: PolicyPreview['counts'] | null;
  set: Set;
}) {
  const { form, faults, set } = props;
  const { plan } = form;
  const onChange = (part: Partial<PolicyForm['plan']>) => set({ plan: { ...plan, ...part } });
  return (
    <>
      <Card title="When drift is repaired">
        <div className="flex max-w-3xl flex-col gap-5">
          <NumberField
            label="Left alone for so many hours first"
            hint="Whoever tries something on a machine may put it back by hand. 0: as soon as it is seen."
            error={faultAt(faults, 'graceSeconds')}
            min={0}
            max={720}
            unit={HOUR_S}
            value={form.graceSeconds}
            onChange={(graceSeconds) => set({ graceSeconds })}
            className="max-w-sm"
          />
          <WindowsFields
            windows={plan.windows}
            zoneIfUnknown={plan.zoneIfUnknown}
            faults={faults}
            onChange={onChange}
          />
          <LimitsFields plan={plan} faults={faults} onChange={onChange} />
        </div>
      </Card>
      <Card title="Notice">
        <NoticeStep
          plan={{ ...plan, endAt: null }}
          faults={faults}
          targeted={props.counts?.machines ?? null}
          standardTexts={props.standardTexts}
          scopeId={form.scopeId === '' ? null : form.scopeId}
          onChange={onChange}
        />
      </Card>
      <Card title="Waves of a repair">
        <WavesFields
          plan={plan}
          faults={faults}
          targeted={props.counts?.drifted ?? null}
          foreseen={null}
          onChange={onChange}
        />
      </Card>
    </>
  );
}

/** Everything that a policy says, and whom it would hit as it is written. */
export function PolicyEditor(props: EditorProps) {
  const { begin, edited } = props;
  const [form, setForm] = useState(begin);
  const [tried, setTried] = useState(false);
  const [asking, setAsking] = useState(false);
  const save = useSave(props);
  const set: Set = (part) => setForm((before) => ({ ...before, ...part }));
  const missing = missingOf(form);
  const input = inputOf(
    { ...form, name: form.name.trim() === '' ? 'Unnamed' : form.name },
    edited?.id ?? null,
  );
  const preview = usePolicyPreview(input, form.label !== '');
  useLeaveWarning(JSON.stringify(form) !== JSON.stringify(begin) && !save.isSuccess);
  const faults = preview.data?.faults ?? [];
  const fields = {
    ...(tried ? missing : {}),
    ...readFault(preview.error).fields,
    ...readFault(save.error).fields,
  };
  const askWhy = () => {
    setTried(true);
    save.reset();
    if (Object.keys(missing).length === 0 && faults.length === 0) setAsking(true);
    else document.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  };
  return (
    <form
      noValidate
      className="grid items-start gap-3 xl:grid-cols-[minmax(0,1fr)_26rem]"
      onSubmit={(event) => {
        event.preventDefault();
        askWhy();
      }}
    >
      <div className="grid min-w-0 gap-3">
        <Basics form={form} faults={fields} isEdited={edited !== null} set={set} />
        <Card title="What its machines should be">
          <ChangeStep
            plan={form.plan}
            faults={faults}
            targeted={null}
            standardTexts={[]}
            scopeId={null}
            onChange={(part) => set({ plan: { ...form.plan, ...part } })}
          />
        </Card>
        {form.mode === 'enforce' ? (
          <Repairs
            form={form}
            faults={faults}
            standardTexts={preview.data?.standardTexts ?? []}
            counts={preview.data?.counts ?? null}
            set={set}
          />
        ) : null}
      </div>
      <div className="grid min-w-0 gap-3 xl:sticky xl:top-4">
        <PolicyPreviewCard
          form={form}
          preview={preview.data ?? null}
          error={preview.error}
          onRetry={() => void preview.refetch()}
        />
        {tried && faults.length > 0 ? (
          <Callout tone="bad" title="It can’t be saved yet">
            <ul className="ml-4 list-disc">
              {faults.map(({ field, text }) => (
                <li key={field}>{text}</li>
              ))}
            </ul>
          </Callout>
        ) : null}
        <div className="flex justify-end">
          <Button type="submit" variant="primary">
            {edited === null ? 'Save the policy' : 'Save a new version'}
          </Button>
        </div>
      </div>
      <ReasonDialog
        open={asking}
        onOpenChange={setAsking}
        title={edited === null ? 'Save the policy' : 'Save a new version'}
        description={
          form.mode === 'audit'
            ? 'It looks from now on and changes nothing.'
            : 'It looks from now on, and repairs once somebody else has approved it.'
        }
        consequences={
          edited === null
            ? []
            : ['Approvals of earlier versions do not cover it. A repair that is under way ends.']
        }
        action="Save"
        busy={save.isPending}
        error={save.error}
        onConfirm={(reason) =>
          save.mutate({
            ...inputOf(form, edited?.id ?? null),
            ...(edited === null ? {} : { seen: edited.version }),
            reason,
          })
        }
      />
    </form>
  );
}
