'use client';
import type { Column } from '@teredo-fleet/ui';
import { Undo2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { newId } from '@/change/new-id';
import { useRestoreNotice } from '@/change/restore-notice';
import type { MemberRow } from './shapes';
import type { Steer } from './use-steer';
import { VerbButton } from './verb-button';
import { rollBackMachineDialog } from './verb-words';

/** States in which nothing is left to give back. */
const GIVEN_BACK: readonly string[] = ['reverted', 'rolled-back'];

const mayHaveChanged = ({ group, state }: MemberRow): boolean =>
  (group === 'good' || group === 'bad') && !GIVEN_BACK.includes(state);

function RollBackMachine(props: { rolloutId: string; scopeId: string; row: MemberRow; steer: Steer }) {
  const { rolloutId: id, scopeId, row, steer } = props;
  const router = useRouter();
  const [idempotencyKey] = useState(newId);
  const told = useRestoreNotice(scopeId);
  const { id: machineId, hostname } = row.machine;
  return (
    <VerbButton
      size="icon-sm"
      variant="ghost"
      dialog={rollBackMachineDialog(hostname)}
      call={steer.rollBack}
      fields={told.field}
      onConfirm={(reason, done) =>
        steer.rollBack.mutate(
          { id, what: { kind: 'machine', machineId }, notice: told.chosen(), reason, idempotencyKey },
          {
            onSuccess: ({ rolloutId }) => {
              done();
              router.push(`/rollouts/${rolloutId}`);
            },
          },
        )
      }
    >
      <Undo2 aria-hidden />
      <span className="sr-only">Roll back {hostname}</span>
    </VerbButton>
  );
}

/** A way back for each machine that the rollout may have changed. */
export function rollBackColumn(
  { rolloutId, scopeId }: { rolloutId: string; scopeId: string },
  steer: Steer,
): Column<MemberRow> {
  return {
    key: 'roll-back',
    title: <span className="sr-only">Roll back</span>,
    sort: null,
    className: 'w-10 pl-0 text-right',
    cell: (row) =>
      mayHaveChanged(row) ? (
        <RollBackMachine rolloutId={rolloutId} scopeId={scopeId} row={row} steer={steer} />
      ) : null,
  };
}
