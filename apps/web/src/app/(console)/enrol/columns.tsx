import { type Column, Time } from '@teredo-fleet/ui';
import { Ban, CircleCheck, CircleSlash, Clock } from 'lucide-react';
import type { Look } from '@/presentation/look';
import { LookStatus } from '@/presentation/look-status';
import type { TokenView } from '@/trpc/shapes';
import { RevokeToken } from './actions';

const STATES: Record<TokenView['state'], Look> = {
  usable: { word: 'Usable', icon: CircleCheck, tone: 'ok' },
  expired: { word: 'Expired', icon: Clock, tone: 'idle' },
  'used-up': { word: 'Used up', icon: CircleSlash, tone: 'idle' },
  revoked: { word: 'Revoked', icon: Ban, tone: 'bad' },
};

function usedWords(row: TokenView): string {
  return `${row.uses.toLocaleString('en-GB')} of ${row.maxUses.toLocaleString('en-GB')}`;
}

export const TOKEN_COLUMNS: readonly Column<TokenView>[] = [
  {
    key: 'label',
    title: 'Label',
    sort: null,
    className: 'max-w-72',
    cell: (row) => (
      <div className="min-w-0">
        <span className="block truncate font-medium">{row.label}</span>
        <span className="text-xs text-muted">
          <span className="sm:hidden">used {usedWords(row)} · </span>
          {row.autoAccept ? 'accepted by itself' : 'waits for a person'} · {row.scope.name}
        </span>
      </div>
    ),
  },
  { key: 'state', title: 'State', sort: null, cell: (row) => <LookStatus look={STATES[row.state]} /> },
  {
    key: 'uses',
    title: 'Used',
    sort: null,
    className: 'hidden tnum whitespace-nowrap sm:table-cell',
    cell: usedWords,
  },
  {
    key: 'expires',
    title: 'Expires',
    sort: null,
    className: 'hidden sm:table-cell whitespace-nowrap',
    cell: (row) => <Time at={row.expiresAt} quiet />,
  },
  {
    key: 'created',
    title: 'Made',
    sort: null,
    className: 'hidden md:table-cell text-muted whitespace-nowrap',
    cell: (row) => (
      <>
        {row.createdBy}, <Time at={row.createdAt} quiet />
      </>
    ),
  },
  {
    key: 'revoke',
    title: <span className="sr-only">Actions</span>,
    sort: null,
    className: 'text-right',
    cell: (row) => (row.state === 'usable' ? <RevokeToken token={row} /> : null),
  },
];
