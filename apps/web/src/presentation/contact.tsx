import { Status, Time } from '@teredo-fleet/ui';
import { CircleDashed, CircleDot, CloudOff, History } from 'lucide-react';
import type { ContactState } from '@/trpc/shapes';
import type { Look } from './look';

export const CONTACTS: Record<ContactState, Look> = {
  online: { word: 'Online', icon: CircleDot, tone: 'ok' },
  stale: { word: 'Stale', icon: History, tone: 'warn' },
  offline: { word: 'Offline', icon: CloudOff, tone: 'idle' },
  'never-seen': { word: 'Not heard yet', icon: CircleDashed, tone: 'idle' },
};

export const CONTACT_MEANINGS: Record<ContactState, string> = {
  online: 'Connected, facts are fresh.',
  stale: 'Connected, but its facts are older than three observation periods.',
  offline: 'Was here, is not connected now.',
  'never-seen': 'Enrolled, has not connected yet.',
};

/** Contact of a machine; with `since` also when it was last heard of. */
export function Contact(props: { state: ContactState; since?: string | null }) {
  const look = CONTACTS[props.state];
  return (
    <span title={CONTACT_MEANINGS[props.state]} className="inline-flex min-w-0 items-center gap-1.5">
      <Status tone={look.tone} icon={look.icon}>
        {look.word}
      </Status>
      {props.since && props.state !== 'online' ? (
        <span className="text-xs text-muted">
          <Time at={props.since} quiet />
        </span>
      ) : null}
    </span>
  );
}
