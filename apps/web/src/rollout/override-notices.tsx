'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Callout, Time } from '@teredo-fleet/ui';
import { Siren } from 'lucide-react';
import { useState } from 'react';
import { ReasonDialog } from '@/change/reason-dialog';
import { useMay, useViewer } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import { grantLines, type NoticeOverride, overrideProgress, overrideTitle } from './override-words';

const TONES = { asked: 'warn', granted: 'bad', refused: 'idle', lapsed: 'idle' } as const;

function Said(props: { who: string; did: string; at: string; reason: string | null }) {
  return (
    <li className="wrap-anywhere">
      {props.who} {props.did} <Time at={props.at} />
      {props.reason === null ? null : `: “${props.reason}”`}
    </li>
  );
}

/** Yes or no of a second person. */
function Judgement({ rolloutId: id, override }: { rolloutId: string; override: NoticeOverride }) {
  const trpc = useTRPC();
  const may = useMay();
  const viewer = useViewer();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState<'grant' | 'close' | null>(null);
  const options = {
    onSuccess: () => setOpen(null),
    onSettled: () => queryClient.invalidateQueries(trpc.rollouts.pathFilter()),
  };
  const grant = useMutation(trpc.rollouts.grantNoticeOverride.mutationOptions(options));
  const close = useMutation(trpc.rollouts.closeNoticeOverride.mutationOptions(options));
  const own = override.askedBy.id === viewer.id;
  const overrideId = override.id;
  return (
    <>
      {may('rollout.grantNoticeOverride') && !own ? (
        <Button size="sm" variant="danger" onClick={() => setOpen('grant')}>
          <Siren aria-hidden /> Grant it
        </Button>
      ) : null}
      {may('rollout.closeNoticeOverride') ? (
        <Button size="sm" onClick={() => setOpen('close')}>
          {own ? 'Take it back' : 'Refuse it'}
        </Button>
      ) : null}
      <ReasonDialog
        open={open === 'grant'}
        onOpenChange={(is) => setOpen(is ? 'grant' : null)}
        title="Don’t wait for answers"
        description={`${override.askedBy.name} asked for it: “${override.askReason}”. With your yes it is done.`}
        consequences={grantLines(override)}
        action="Grant it"
        danger
        reported
        busy={grant.isPending}
        error={grant.error}
        onConfirm={(reason) => grant.mutate({ id, overrideId, reason })}
      />
      <ReasonDialog
        open={open === 'close'}
        onOpenChange={(is) => setOpen(is ? 'close' : null)}
        title={own ? 'Take it back' : 'Refuse it'}
        description="People are waited for as the plan says."
        action={own ? 'Take it back' : 'Refuse it'}
        reported
        busy={close.isPending}
        error={close.error}
        onConfirm={(reason) => close.mutate({ id, overrideId, reason })}
      />
    </>
  );
}

function One({ rolloutId, override }: { rolloutId: string; override: NoticeOverride }) {
  const { state, askedBy, grantedBy, closedBy, validUntil } = override;
  return (
    <Callout
      tone={TONES[state]}
      icon={Siren}
      title={overrideTitle(override)}
      action={state === 'asked' ? <Judgement rolloutId={rolloutId} override={override} /> : null}
    >
      <ul className="space-y-0.5">
        <Said who={askedBy.name} did="asked" at={override.askedAt} reason={override.askReason} />
        {grantedBy !== null && override.grantedAt !== null ? (
          <Said who={grantedBy.name} did="granted it" at={override.grantedAt} reason={override.grantReason} />
        ) : null}
        {closedBy !== null && override.closedAt !== null ? (
          <Said
            who={closedBy.name}
            did={closedBy.id === askedBy.id ? 'took it back' : 'refused it'}
            at={override.closedAt}
            reason={override.closeReason}
          />
        ) : null}
        {state === 'granted' ? overrideProgress(override).map((line) => <li key={line}>{line}</li>) : null}
        {state === 'asked' && validUntil !== null ? (
          <li>
            A second person with the right to approve has to grant it; it lapses <Time at={validUntil} />.
          </li>
        ) : null}
      </ul>
    </Callout>
  );
}

/** Emergencies of a rollout in which people were not to be waited for: plain to see, also long after. */
export function OverrideNotices(props: { rolloutId: string; overrides: readonly NoticeOverride[] }) {
  const { rolloutId, overrides } = props;
  return overrides.map((override) => <One key={override.id} rolloutId={rolloutId} override={override} />);
}
