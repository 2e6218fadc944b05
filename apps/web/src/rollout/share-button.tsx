'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { AbsoluteTime, Button, CopyField, Dialog, NumberField, TextField, Time } from '@teredo-fleet/ui';
import { Share2 } from 'lucide-react';
import { useState } from 'react';
import { FaultState } from '@/presentation/fault-state';
import { RevokeButton } from '@/presentation/revoke-button';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import { readFault } from '@/trpc/fault';
import type { ReportLinkView } from '@/trpc/shapes';

const LONGEST_DAYS = 90;

function NewLink({ rolloutId }: { rolloutId: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [days, setDays] = useState<number | null>(7);
  const make = useMutation(
    trpc.reportLinks.create.mutationOptions({
      onSettled: () => queries.invalidateQueries(trpc.reportLinks.pathFilter()),
    }),
  );
  const fields = readFault(make.error).fields;
  if (make.data) {
    return (
      <div className="flex flex-col gap-2 text-sm">
        <CopyField value={make.data.link} what="link" />
        <p>
          Whoever opens it can take this rollout’s evidence bundle and report, until{' '}
          <AbsoluteTime at={make.data.expiresAt} />. It is not shown again.
        </p>
      </div>
    );
  }
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate({ rolloutId, name, expiresInDays: days ?? 0 });
      }}
    >
      <div className="flex flex-wrap items-start gap-3">
        <TextField
          label="For whom"
          className="grow basis-48"
          required
          maxLength={60}
          error={fields.name ?? null}
          value={name}
          onChange={setName}
        />
        <NumberField
          label="Days it works"
          className="w-28"
          min={1}
          max={LONGEST_DAYS}
          error={fields.expiresInDays ?? null}
          value={days}
          onChange={setDays}
        />
      </div>
      {make.error ? <FaultState title="The link was not made" error={make.error} /> : null}
      <Button type="submit" variant="primary" className="self-start" busy={make.isPending}>
        Make a link
      </Button>
    </form>
  );
}

const STATES: Record<ReportLinkView['state'], string> = {
  open: 'works until',
  expired: 'ended',
  revoked: 'revoked; would have ended',
};

function LinkLine({ link }: { link: ReportLinkView }) {
  const trpc = useTRPC();
  const may = useMay();
  const queries = useQueryClient();
  const revoke = useMutation(
    trpc.reportLinks.revoke.mutationOptions({
      onSettled: () => queries.invalidateQueries(trpc.reportLinks.pathFilter()),
    }),
  );
  return (
    <li className="flex flex-wrap items-center justify-between gap-2 border-t border-line/70 py-2 text-sm first:border-0">
      <div className="min-w-0">
        <p className="font-medium wrap-anywhere">{link.name}</p>
        <p className="text-xs text-muted">
          by {link.createdBy}; {STATES[link.state]} <AbsoluteTime at={link.expiresAt} />;{' '}
          {link.lastOpenedAt === null ? (
            'never opened'
          ) : (
            <>
              last opened <Time at={link.lastOpenedAt} />
            </>
          )}
        </p>
      </div>
      {link.state === 'open' && may('reportLink.revoke') ? (
        <RevokeButton
          name={link.name}
          description="Whoever opens the link from then on sees nothing. What was downloaded stays with whoever has it."
          call={revoke}
          onRevoke={(onSuccess) => revoke.mutate({ id: link.id }, { onSuccess })}
        >
          The audit trail says when it was opened.
        </RevokeButton>
      ) : null}
    </li>
  );
}

/** Links by which people without an account see the report of one rollout. */
export function ShareButton({ rolloutId }: { rolloutId: string }) {
  const trpc = useTRPC();
  const may = useMay();
  const [open, setOpen] = useState(false);
  const links = useQuery({ ...trpc.reportLinks.list.queryOptions({ rolloutId }), enabled: open });
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Share2 aria-hidden /> Share
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Share the report"
        description="A link for somebody without an account. It gives the evidence bundle and the report of this rollout and nothing else; each time it is used is in the audit trail."
        footer={<Button onClick={() => setOpen(false)}>Close</Button>}
      >
        <div className="flex flex-col gap-4">
          {may('reportLink.create') ? <NewLink rolloutId={rolloutId} /> : null}
          {links.error ? <FaultState title="The links could not be read" error={links.error} /> : null}
          {links.data?.rows.length ? (
            <ul aria-label="Links">
              {links.data.rows.map((link) => (
                <LinkLine key={link.id} link={link} />
              ))}
            </ul>
          ) : links.data ? (
            <p className="text-sm text-muted">No link was made yet.</p>
          ) : null}
        </div>
      </Dialog>
    </>
  );
}
