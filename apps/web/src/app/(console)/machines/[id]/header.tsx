'use client';
import { Badge, Button, Callout, LabelTag, PageHeader, Time } from '@teredo-fleet/ui';
import { Archive, Clock, Hourglass, Power, PowerOff, ShieldAlert } from 'lucide-react';
import type { Mode } from '@/change/desired';
import { asSentence } from '@/presentation/as-sentence';
import { BackLink } from '@/presentation/back-link';
import { skewWords, WRONG_CLOCK } from '@/presentation/clock';
import { Contact } from '@/presentation/contact';
import { PLATFORMS } from '@/presentation/severity';
import { SimulatedBadge } from '@/presentation/simulated-badge';
import { useMay } from '@/shell/viewer';
import type { MachineDetail } from '@/trpc/shapes';
import { RefuseButton, useAccept } from '../queue';
import { WaitingRemarks } from '../waiting-remarks';
import { MachineMenu, ObserveButton, ReleaseQuarantine } from './actions';
import { acceptWords } from './consequences';
import { SameHardware } from './same-hardware';

function Meta({ machine }: { machine: MachineDetail }) {
  return (
    <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1.5">
      <Contact state={machine.contact} since={machine.lastSeenAt} />
      {machine.contact === 'online' && machine.lastSeenAt ? (
        <span className="-ml-1.5 text-xs text-muted">
          heard <Time at={machine.lastSeenAt} />
        </span>
      ) : null}
      {machine.simulated ? <SimulatedBadge /> : null}
      {machine.clock?.wrong ? (
        <Badge tone="warn" icon={Clock} title={WRONG_CLOCK}>
          Clock {skewWords(machine.clock.skewMs)}
        </Badge>
      ) : null}
      <Badge>{machine.osName ?? PLATFORMS[machine.platform] ?? machine.platform}</Badge>
      {machine.labels.map((label) => (
        <LabelTag key={label}>{label}</LabelTag>
      ))}
    </div>
  );
}

function PendingCallout({ machine }: { machine: MachineDetail }) {
  const may = useMay();
  const accept = useAccept(() => undefined);
  // Of records that are in use on the same hardware, a notice of its own tells.
  const remarks =
    machine.waiting?.remarks.filter(
      (remark) => remark.kind !== 'same-hardware' || remark.machine.status === 'retired',
    ) ?? [];
  return (
    <Callout
      tone="warn"
      icon={Hourglass}
      title="This machine waits to be accepted"
      action={
        may('machine.accept') ? (
          <div className="flex gap-2">
            <RefuseButton machines={[machine]} small onDone={() => undefined} />
            <Button
              size="sm"
              variant="primary"
              busy={accept.isPending}
              onClick={() => accept.mutate({ ids: [machine.id] })}
            >
              Accept
            </Button>
          </div>
        ) : null
      }
    >
      It enrolled{' '}
      {machine.waiting?.tokenLabel ? `with the token “${machine.waiting.tokenLabel}”` : 'with a token'}
      {machine.waiting?.from ? ` from ${machine.waiting.from}` : ''} <Time at={machine.enrolledAt} />. Nothing
      can be changed on it before a person accepts it. {acceptWords(machine)}
      {machine.statusReason ? ` ${asSentence(machine.statusReason)}` : null}
      {remarks.length > 0 ? (
        <div className="mt-1">
          <WaitingRemarks id={machine.id} remarks={remarks} />
        </div>
      ) : null}
    </Callout>
  );
}

function StatusCallout({ machine }: { machine: MachineDetail }) {
  switch (machine.status) {
    case 'pending':
      return <PendingCallout machine={machine} />;
    case 'quarantined':
      return (
        <Callout
          tone="bad"
          icon={ShieldAlert}
          title="Quarantined: two machines seem to use this identity"
          action={<ReleaseQuarantine machine={machine} />}
        >
          {asSentence(
            machine.statusReason ?? 'Find out which of them is the right one before you release it.',
          )}{' '}
          Its jobs are void.
        </Callout>
      );
    case 'retired':
      return (
        <Callout tone="idle" icon={Archive} title="Retired">
          {asSentence(machine.statusReason ?? 'It is kept for its history.')} It is given no changes any more.
          To use it again, run a new line of the page Enrol on it.
        </Callout>
      );
    case 'active':
      return null;
  }
}

/** Why the switch can't be used now; null when it can. */
function switchRefusal(machine: MachineDetail, may: (verb: string) => boolean): string | null {
  if (!may('machine.toggle'))
    return 'Your role may look, not change. An operator or admin turns Teredo on or off.';
  if (machine.status !== 'active') return 'Only machines in use can be changed.';
  if (machine.activeJob) return 'A change is under way. Wait for it, or cancel it.';
  return null;
}

/** Said whole everywhere; where there is little room, only shown in short. */
function SwitchWords({ way }: { way: Mode }) {
  return (
    <span>
      Turn <span className="max-sm:sr-only">Teredo</span> {way}
    </span>
  );
}

function SwitchButtons({ machine, onChange }: { machine: MachineDetail; onChange(mode: Mode): void }) {
  const may = useMay();
  const refusal = switchRefusal(machine, may);
  if (!may('machine.toggle') || machine.status === 'retired') return null;
  const isOff = machine.configuredType === 'disabled';
  const look = (mode: Mode) => ({
    title: refusal ?? undefined,
    disabled: refusal !== null,
    variant: mode === 'on' && isOff ? ('primary' as const) : ('secondary' as const),
    onClick: () => onChange(mode),
  });
  return (
    <>
      <Button {...look('on')}>
        <Power aria-hidden /> <SwitchWords way="on" />
      </Button>
      <Button {...look('off')}>
        <PowerOff aria-hidden /> <SwitchWords way="off" />
      </Button>
    </>
  );
}

export function MachineHeader({ machine, onChange }: { machine: MachineDetail; onChange(mode: Mode): void }) {
  const may = useMay();
  const refusal = switchRefusal(machine, may);
  return (
    <>
      <PageHeader
        above={<BackLink href="/machines">Machines</BackLink>}
        title={machine.hostname}
        description={<Meta machine={machine} />}
        actions={
          <>
            <SwitchButtons machine={machine} onChange={onChange} />
            <ObserveButton machine={machine} />
            <MachineMenu machine={machine} />
          </>
        }
      />
      <StatusCallout machine={machine} />
      <SameHardware machine={machine} />
      {refusal && machine.status === 'active' ? <p className="-mt-1 text-xs text-muted">{refusal}</p> : null}
    </>
  );
}
