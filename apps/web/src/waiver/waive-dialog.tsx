import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Callout, TextField, useClock } from '@teredo-fleet/ui';
import { useState } from 'react';
import { ReasonField } from '@/change/reason-field';
import { InstantField } from '@/plan/instant-field';
import { FormDialog } from '@/presentation/form-dialog';
import { LabelFields } from '@/presentation/label-fields';
import { useTRPC } from '@/trpc/client';
import { readFault } from '@/trpc/fault';
import type { RouterInputs, WaiverPreview } from '@/trpc/shapes';
import { machineCount } from './waiver-words';

const DAY_MS = 86_400_000;
/** A quarter: long enough for a purchase, short enough to be asked again. */
const USUAL_DAYS = 90;

export interface WaivedRule {
  id: string;
  version: number;
  title: string;
}

export interface WaivedMachine {
  id: string;
  hostname: string;
}

type Target = Pick<RouterInputs['waivers']['grant'], 'machineId' | 'label' | 'scopeId'>;

/** Whom the waiver would cover, before it is granted. */
function Preview({ preview: { machines, findings, waived, hostnames } }: { preview: WaiverPreview }) {
  if (machines === 0)
    return (
      <Callout tone="warn">No active machine has this label in this scope: nothing would be covered.</Callout>
    );
  const more = findings - hostnames.length;
  return (
    <Callout tone={findings === 0 ? 'warn' : 'info'}>
      <p>
        {findings === 0
          ? `None of ${machineCount(machines)} is a finding of this rule that nothing waives yet. The waiver would cover those that become one.`
          : `Covers the finding of ${machines === 1 ? '' : `${findings.toLocaleString('en-GB')} of `}${machineCount(machines)}, and of those that become one.`}
        {waived === 0
          ? null
          : waived === 1
            ? ' One of them is waived already.'
            : ` ${waived.toLocaleString('en-GB')} of them are waived already.`}
      </p>
      {hostnames.length === 0 ? null : (
        <p className="wrap-anywhere">
          {hostnames.join(', ')}
          {more > 0 ? ` and ${more.toLocaleString('en-GB')} more` : ''}
        </p>
      )}
    </Callout>
  );
}

/** Whom a label stands for, as far as it is chosen. */
function useTarget(machineId: string | null) {
  const trpc = useTRPC();
  const scopes =
    useQuery({ ...trpc.scopes.list.queryOptions(), enabled: machineId === null }).data?.rows ?? [];
  const [label, setLabel] = useState('');
  const [chosenScope, setScope] = useState('');
  const scopeId = chosenScope || (scopes.length === 1 ? (scopes[0]?.id ?? '') : '');
  const target: Target | null =
    machineId !== null ? { machineId } : label !== '' && scopeId !== '' ? { label, scopeId } : null;
  return { target, label, setLabel, scopeId, setScope };
}

const missing = (label: string, scopeId: string): Record<string, string> => ({
  ...(label === '' ? { label: 'Choose whom it is for.' } : {}),
  ...(scopeId === '' ? { scopeId: 'Choose one.' } : {}),
});

/** Asks for everything that a waiver needs: for whom, who answers, why, until when. */
export function WaiveDialog(props: {
  rule: WaivedRule;
  /** Null: machines are chosen by a label. */
  machine: WaivedMachine | null;
  onClose(): void;
}) {
  const { rule, machine, onClose } = props;
  const machineId = machine?.id ?? null;
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { now } = useClock();
  const { target, label, setLabel, scopeId, setScope } = useTarget(machineId);
  const [owner, setOwner] = useState('');
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState<number | null>(() => Math.floor(now / DAY_MS + USUAL_DAYS) * DAY_MS);
  const [tried, setTried] = useState(false);
  const preview = useQuery({
    ...trpc.waivers.preview.queryOptions({ ruleId: rule.id, ...(target ?? { label: '' }) }),
    enabled: target !== null && machineId === null,
  });
  const grant = useMutation(
    trpc.waivers.grant.mutationOptions({
      onSuccess: onClose,
      onSettled: () => {
        for (const path of [trpc.waivers, trpc.findings, trpc.machines])
          void queryClient.invalidateQueries(path.pathFilter());
      },
    }),
  );
  const { fields } = readFault(grant.error);
  const faults = { ...(tried && target === null ? missing(label, scopeId) : {}), ...fields };
  const submit = () => {
    setTried(true);
    if (target === null) return;
    const expiresAt = until === null ? '' : new Date(until).toISOString();
    grant.mutate({ ruleId: rule.id, ruleVersion: rule.version, ...target, owner, reason, expiresAt });
  };
  return (
    <FormDialog
      title={`Waive “${rule.title}” for ${machine?.hostname ?? 'machines with a label'}`}
      description={`The finding stays visible and is counted as waived, neither passed nor open. It is waived for version ${rule.version} of the rule: when the rule comes to mean something else, it is a finding again.`}
      action="Waive"
      call={grant}
      failure="Nothing was waived"
      onSubmit={submit}
      onClose={onClose}
    >
      {machineId === null ? (
        <LabelFields label={label} scopeId={scopeId} faults={faults} onLabel={setLabel} onScope={setScope} />
      ) : null}
      {preview.data ? <Preview preview={preview.data} /> : null}
      <TextField
        label="Who answers for it"
        hint="A person or a group whom an auditor can ask."
        maxLength={120}
        error={faults.owner ?? null}
        value={owner}
        onChange={setOwner}
      />
      <ReasonField
        hint="Why the finding is accepted, and what is done instead. Kept in the audit trail and shown in every export."
        error={faults.reason}
        value={reason}
        onChange={setReason}
      />
      <InstantField
        label="Until"
        hint="At most a year ahead. At that instant it is a finding again."
        error={faults.expiresAt ?? null}
        value={until}
        onChange={setUntil}
      />
    </FormDialog>
  );
}
