import { Callout, Card, SegmentBar, SegmentLegend, Time, useClock } from '@teredo-fleet/ui';
import Link from 'next/link';
import { isExpired, machineCount, offerSegments, offerStanding } from '@/agent-update/offer-words';
import { UPDATE_LOOKS, updateOutcome } from '@/presentation/agent-update';
import { LookStatus } from '@/presentation/look-status';
import { useMay, useViewer } from '@/shell/viewer';
import type { AgentUpdateOffer, AgentUpdateView } from '@/trpc/shapes';
import { OfferButton } from './offer-dialog';
import { GoOnButton, StopButton, WidenButton } from './offer-verbs';

const MOST_NAMED = 50;

/** Offers and what became of them on each machine, as the audit trail has them. */
const EARLIER = '/audit?action=agentUpdate.';

type Failure = AgentUpdateOffer['failures'][number];

/** One machine: which, what became of it, why, and when. */
function FailureLine({ failure, version }: { failure: Failure; version: string }) {
  const { machineId, hostname, state, at, acknowledged } = failure;
  const told = { ...failure, version, offeredAt: at, changedAt: at, stopped: false };
  return (
    <li className="grid gap-x-4 py-1.5 text-sm sm:grid-cols-[minmax(0,16rem)_minmax(0,1fr)_auto]">
      <span className="flex min-w-0 flex-wrap items-center gap-x-2">
        <Link
          href={`/machines/${machineId}`}
          className="min-w-0 font-medium wrap-anywhere underline underline-offset-2"
        >
          {hostname}
        </Link>
        <LookStatus look={UPDATE_LOOKS[state]} />
      </span>
      <span className="min-w-0 wrap-anywhere text-muted">{updateOutcome(told).detail}</span>
      <span className="text-xs text-muted sm:text-right">
        <Time at={at} />
        {acknowledged ? ', looked at' : null}
      </span>
    </li>
  );
}

function Failures({ offer: { failures, version } }: { offer: AgentUpdateOffer }) {
  if (failures.length === 0) return null;
  return (
    <div>
      <h3 className="text-sm font-medium">Where it did not work, or nobody knows</h3>
      <ul aria-label="Where it did not work" className="mt-1 divide-y divide-line/60">
        {failures.map((failure) => (
          <FailureLine key={failure.machineId} failure={failure} version={version} />
        ))}
      </ul>
      {failures.length === MOST_NAMED ? (
        <p className="text-xs text-muted">
          {MOST_NAMED} are named: those that nobody looked at first, then the newest.
        </p>
      ) : null}
    </div>
  );
}

function Terms({ offer }: { offer: AgentUpdateOffer }) {
  const { label, percent, canaries, atOnce, maxFailures, offeredBy, offeredAt } = offer;
  const whom = label === null ? 'machines of every label' : `machines with the label ${label}`;
  return (
    <p className="text-sm text-muted wrap-anywhere">
      To {percent} % of {whom}, {machineCount(canaries)} first, up to {atOnce} at once, held by{' '}
      {maxFailures === 1 ? 'the first failure' : `${maxFailures} failures`}. Offered by{' '}
      {offeredBy ?? 'somebody who is gone'}, <Time at={offeredAt} />.
    </p>
  );
}

function Offer({ offer, problem }: { offer: AgentUpdateOffer; problem: string | null }) {
  const part = useViewer().scopeIds.length > 0;
  const segments = offerSegments(offer);
  const { tone, title, text } = offerStanding(offer, part);
  const told = segments.some(({ value }) => value > 0);
  return (
    <div className="flex flex-col gap-3">
      <Terms offer={offer} />
      <Callout tone={tone} title={title}>
        {text}
      </Callout>
      {problem === null ? null : (
        <Callout tone="bad" title="Machines can’t fetch it">
          {problem}
        </Callout>
      )}
      {told ? (
        <div className="flex flex-col gap-1.5">
          <SegmentBar segments={segments} />
          <SegmentLegend label="Machines by how far they are" segments={segments} />
          {part ? <p className="text-xs text-muted">Of the machines that you may see.</p> : null}
        </div>
      ) : null}
      <Failures offer={offer} />
    </div>
  );
}

/** Whether the viewer may steer offers: they hold for the whole fleet. */
function useMaySteer(): { may: boolean; refusal: string | null } {
  const may = useMay();
  const { scopeIds } = useViewer();
  if (!may('agentUpdate.offer')) return { may: false, refusal: 'An admin offers new versions.' };
  return scopeIds.length === 0
    ? { may: true, refusal: null }
    : { may: false, refusal: 'Offers hold for the whole fleet: an admin without limits makes them.' };
}

function NoOffer({ view, refusal }: { view: AgentUpdateView; refusal: string | null }) {
  const { keyId, release, problem } = view;
  const { now } = useClock();
  if (keyId === null) return <>Agents of this server don’t replace themselves: they have no release key.</>;
  if (problem !== null) return <>What lies on this server can’t be offered. Why stands below.</>;
  if (release === null) return <>There is nothing to offer: no signed release lies on this server.</>;
  if (isExpired(release, now)) return <>The signature of version {release.version} has expired.</>;
  return (
    <>
      Version {release.version} is signed and can be offered;{' '}
      {release.takers === 0 ? 'no machine' : machineCount(release.takers)} could take it now. {refusal}
    </>
  );
}

/** The version that is offered, how it goes, and what can be done about it. */
export function OfferCard({ view }: { view: AgentUpdateView }) {
  const { offer, release, problem } = view;
  const { may, refusal } = useMaySteer();
  const { now } = useClock();
  if (offer === null) {
    return (
      <Card
        title="No version is offered"
        aside={
          <Link href={EARLIER} className="underline underline-offset-2 hover:text-ink">
            Earlier offers
          </Link>
        }
      >
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="min-w-0 flex-1 basis-60 text-sm text-muted">
            <NoOffer view={view} refusal={refusal} />
          </p>
          {may && release !== null && !isExpired(release, now) ? <OfferButton release={release} /> : null}
        </div>
      </Card>
    );
  }
  return (
    <Card
      title={`Version ${offer.version} is offered`}
      aside={
        may ? (
          <div className="flex flex-wrap gap-2">
            <GoOnButton offer={offer} />
            <WidenButton offer={offer} />
            <StopButton offer={offer} />
          </div>
        ) : (
          refusal
        )
      }
    >
      <Offer offer={offer} problem={problem} />
    </Card>
  );
}
