import { type Column, DataTable, Time } from '@teredo-fleet/ui';
import { CircleCheck, CircleX } from 'lucide-react';
import { LookStatus } from '@/presentation/look-status';
import type { AuditChain } from '@/trpc/shapes';

type Place = AuditChain['places'][number];

const KINDS: Record<Place['kind'], string> = { file: 'File', syslog: 'Syslog', webhook: 'Webhook' };

function PlaceState({ place }: { place: Place }) {
  if (place.failing === null) {
    return <LookStatus look={{ word: 'Told', icon: CircleCheck, tone: 'ok' }} />;
  }
  return (
    <div>
      <LookStatus look={{ word: 'Not reached', icon: CircleX, tone: 'bad' }} />
      <p className="text-xs text-muted wrap-anywhere">
        {place.failing.why}, since <Time at={place.failing.since} />
      </p>
    </div>
  );
}

const COLUMNS: Column<Place>[] = [
  {
    key: 'place',
    title: 'Place',
    sort: null,
    cell: (place) => (
      <div className="min-w-0">
        <p className="font-medium">{KINDS[place.kind]}</p>
        <p className="text-xs text-muted wrap-anywhere">{place.target}</p>
      </div>
    ),
  },
  { key: 'state', title: 'State', sort: null, cell: (place) => <PlaceState place={place} /> },
  {
    key: 'count',
    title: 'Entries covered',
    sort: null,
    className: 'text-right tnum',
    cell: (place) => place.count.toLocaleString('en-GB'),
  },
  {
    key: 'at',
    title: 'Last told',
    sort: null,
    className: 'hidden sm:table-cell',
    cell: (place) => (place.deliveredAt === null ? 'never' : <Time at={place.deliveredAt} />),
  },
];

/** Where signed heads are told outside the database. */
export function PlacesTable({ places }: { places: AuditChain['places'] }) {
  return <DataTable label="Places" columns={COLUMNS} rows={places} rowKey={({ target }) => target} />;
}
