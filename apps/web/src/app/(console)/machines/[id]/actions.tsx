'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Menu, MenuItem, MenuSeparator, toast } from '@teredo-fleet/ui';
import { Archive, Ellipsis, ScanEye, Tags, Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ReasonDialog } from '@/change/reason-dialog';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import { readFault } from '@/trpc/fault';
import type { MachineDetail } from '@/trpc/shapes';
import { deleteWords, releaseWords, retireWords } from './consequences';
import { LabelsDialog } from './labels-dialog';

function useRefreshMachines() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return () => queryClient.invalidateQueries(trpc.machines.pathFilter());
}

export function ObserveButton({ machine }: { machine: MachineDetail }) {
  const trpc = useTRPC();
  const may = useMay();
  const observe = useMutation(
    trpc.machines.observe.mutationOptions({
      onSuccess: ({ connected }) =>
        toast.success(
          connected
            ? 'Asked. New facts appear here in a moment.'
            : 'The machine is not connected. It is asked when it comes back.',
        ),
      onError: (error) => toast.error(readFault(error).message),
    }),
  );
  if (!may('machine.observe') || machine.status === 'retired') return null;
  return (
    <Button busy={observe.isPending} onClick={() => observe.mutate({ id: machine.id })}>
      <ScanEye aria-hidden /> Observe now
    </Button>
  );
}

export function ReleaseQuarantine({ machine }: { machine: MachineDetail }) {
  const trpc = useTRPC();
  const may = useMay();
  const refresh = useRefreshMachines();
  const [open, setOpen] = useState(false);
  const release = useMutation(
    trpc.machines.releaseQuarantine.mutationOptions({ onSuccess: () => setOpen(false), onSettled: refresh }),
  );
  if (!may('machine.releaseQuarantine')) return null;
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        Release
      </Button>
      <ReasonDialog
        open={open}
        onOpenChange={setOpen}
        title={`Release ${machine.hostname}`}
        description="Says that the machine that uses this identity is the right one."
        consequences={releaseWords(machine)}
        action="Release"
        busy={release.isPending}
        error={release.error}
        onConfirm={(reason) => release.mutate({ id: machine.id, reason })}
      />
    </>
  );
}

type Asking = 'retire' | 'delete' | 'labels' | null;

function EndDialogs({ machine, asking, close }: { machine: MachineDetail; asking: Asking; close(): void }) {
  const trpc = useTRPC();
  const router = useRouter();
  const refresh = useRefreshMachines();
  const retire = useMutation(
    trpc.machines.retire.mutationOptions({
      onSuccess: ({ cancelledJobs }) => {
        close();
        toast.success(cancelledJobs > 0 ? `Retired; ${cancelledJobs} of its jobs cancelled.` : 'Retired.');
      },
      onSettled: refresh,
    }),
  );
  const remove = useMutation(
    trpc.machines.delete.mutationOptions({
      onSuccess: () => {
        toast.success(`${machine.hostname} was deleted.`);
        router.push('/machines');
      },
    }),
  );
  return (
    <>
      <ReasonDialog
        open={asking === 'retire'}
        onOpenChange={(open) => !open && close()}
        title={`Retire ${machine.hostname}`}
        description="It is given no changes any more. Its history stays."
        consequences={retireWords(machine)}
        action="Retire"
        danger
        busy={retire.isPending}
        error={retire.error}
        onConfirm={(reason) => retire.mutate({ id: machine.id, reason })}
      />
      <ReasonDialog
        open={asking === 'delete'}
        onOpenChange={(open) => !open && close()}
        title={`Delete ${machine.hostname}`}
        description="This can’t be undone. A retired machine may also just stay."
        consequences={deleteWords(machine)}
        action="Delete"
        danger
        confirmWord={machine.hostname}
        busy={remove.isPending}
        error={remove.error}
        onConfirm={(reason) => remove.mutate({ id: machine.id, reason, confirmHostname: machine.hostname })}
      />
    </>
  );
}

export function MachineMenu({ machine }: { machine: MachineDetail }) {
  const may = useMay();
  const [asking, setAsking] = useState<Asking>(null);
  const retired = machine.status === 'retired';
  if (!may('machine.setLabels') && !may('machine.retire') && !may('machine.delete')) return null;
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button size="icon" aria-label="More actions">
            <Ellipsis aria-hidden />
          </Button>
        }
      >
        {may('machine.setLabels') && !retired ? (
          <MenuItem onSelect={() => setAsking('labels')}>
            <Tags aria-hidden /> Labels
          </MenuItem>
        ) : null}
        <MenuSeparator />
        {may('machine.retire') && !retired ? (
          <MenuItem onSelect={() => setAsking('retire')}>
            <Archive aria-hidden /> Retire
          </MenuItem>
        ) : null}
        {may('machine.delete') && retired ? (
          <MenuItem onSelect={() => setAsking('delete')} className="text-bad">
            <Trash2 aria-hidden /> Delete
          </MenuItem>
        ) : null}
      </Menu>
      <EndDialogs machine={machine} asking={asking} close={() => setAsking(null)} />
      {asking === 'labels' ? <LabelsDialog machine={machine} onClose={() => setAsking(null)} /> : null}
    </>
  );
}
