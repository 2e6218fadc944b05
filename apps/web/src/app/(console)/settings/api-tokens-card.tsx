'use client';
import { useQuery } from '@tanstack/react-query';
import { Badge, Button, Card, Checkbox, EmptyState, SkeletonRows, Time } from '@teredo-fleet/ui';
import { CircleSlash, KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { FaultState } from '@/presentation/fault-state';
import { useMay, useViewer } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import type { ApiTokenView } from '@/trpc/shapes';
import { CreateApiTokenDialog } from './create-api-token-dialog';
import { RevokeApiToken } from './revoke-api-token';

const STATES = { expired: 'Expired', revoked: 'Revoked', void: 'Void' } as const;

function useReach(): (token: ApiTokenView) => string {
  const scopes = useQuery(useTRPC().scopes.list.queryOptions());
  const names = new Map(scopes.data?.rows.map((scope) => [scope.id, scope.name]));
  return ({ scopeIds }) =>
    scopeIds.length === 0
      ? 'every scope'
      : scopeIds.map((id) => names.get(id) ?? 'a scope you may not see').join(', ');
}

function Line({ token, reach }: { token: ApiTokenView; reach: string }) {
  const viewer = useViewer();
  const may = useMay();
  const own = token.owner.id === viewer.id;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 text-sm">
      <span className="min-w-0 basis-60 grow">
        <span className="block font-medium break-words">{token.name}</span>
        <span className="block text-xs text-muted">
          <code>{token.prefix}…</code> · {token.role} · {reach}
          {own ? null : ` · made by ${token.owner.name}`}
        </span>
      </span>
      <span className="text-xs text-muted">
        {token.lastUsedAt === null ? (
          'never used'
        ) : (
          <>
            used <Time at={token.lastUsedAt} />
          </>
        )}
        {token.state === 'usable' ? (
          <>
            {' · '}ends <Time at={token.expiresAt} />
          </>
        ) : null}
      </span>
      {token.state === 'usable' ? null : (
        <Badge icon={CircleSlash} title={token.why ?? undefined}>
          {STATES[token.state]}
        </Badge>
      )}
      {token.revokedAt === null && token.state !== 'expired' && (own || may('user.disable')) ? (
        <RevokeApiToken token={token} />
      ) : null}
      {token.state === 'void' ? <span className="basis-full text-xs text-muted">{token.why}</span> : null}
    </li>
  );
}

/** By which tokens programs act for people. */
export function ApiTokensCard() {
  const trpc = useTRPC();
  const may = useMay();
  const reachOf = useReach();
  const [creating, setCreating] = useState(false);
  const [all, setAll] = useState(false);
  const tokens = useQuery(trpc.apiTokens.list.queryOptions({ whose: all ? 'all' : 'mine' }));
  return (
    <Card
      title="API tokens"
      id="api-tokens"
      flush
      aside={
        <Button size="sm" onClick={() => setCreating(true)}>
          <Plus aria-hidden /> New API token
        </Button>
      }
    >
      {may('user.list') ? (
        <div className="border-b border-line/60 px-4 py-2">
          <Checkbox label="Those of other people too" checked={all} onChange={() => setAll(!all)} />
        </div>
      ) : null}
      {tokens.error && !tokens.data ? (
        <FaultState title="The API tokens could not be read" error={tokens.error} className="m-3" />
      ) : !tokens.data ? (
        <SkeletonRows rows={2} />
      ) : tokens.data.rows.length === 0 ? (
        <EmptyState icon={KeyRound} title="No API token yet">
          A token lets a program or <code>teredo-fleet</code> in a terminal act for you, with a role and
          scopes of its own.
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line/60">
          {tokens.data.rows.map((token) => (
            <Line key={token.id} token={token} reach={reachOf(token)} />
          ))}
        </ul>
      )}
      {creating ? <CreateApiTokenDialog onClose={() => setCreating(false)} /> : null}
    </Card>
  );
}
