'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Badge, Button, Card, ErrorState, SkeletonRows, Time, toast } from '@teredo-fleet/ui';
import { LogOut, MonitorCheck } from 'lucide-react';
import { listSessions, type OwnSession, signOutElsewhere } from '@/shell/sign-in';
import { deviceWords } from './device';

export const SESSIONS_KEY = ['own-sessions'];

function SessionRow({ session }: { session: OwnSession }) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 text-sm">
      <span className="min-w-0 basis-48 grow">
        <span className="block truncate font-medium">{deviceWords(session.userAgent)}</span>
        <span className="block truncate text-xs text-muted">
          from {session.ipAddress || 'an address not known'}
        </span>
      </span>
      {session.current ? (
        <Badge tone="ok" icon={MonitorCheck}>
          This one
        </Badge>
      ) : null}
      <span className="text-xs text-muted">
        signed in <Time at={session.createdAt} />
      </span>
    </li>
  );
}

/** Where one is signed in. */
export function SessionsCard() {
  const queryClient = useQueryClient();
  const sessions = useQuery({ queryKey: SESSIONS_KEY, queryFn: listSessions });
  const leave = useMutation({
    mutationFn: signOutElsewhere,
    onSuccess: () => toast.success('Signed out everywhere else.'),
    onError: (error) => toast.error(error.message),
    onSettled: () => queryClient.invalidateQueries({ queryKey: SESSIONS_KEY }),
  });
  const others = sessions.data?.filter((session) => !session.current).length ?? 0;
  return (
    <Card
      title="Where you are signed in"
      flush
      aside={
        others > 0 ? (
          <Button size="sm" busy={leave.isPending} onClick={() => leave.mutate()}>
            <LogOut aria-hidden /> Sign out elsewhere
          </Button>
        ) : null
      }
    >
      {sessions.error && !sessions.data ? (
        <div className="p-3">
          <ErrorState
            title="Your sessions could not be read"
            message={sessions.error.message}
            onRetry={() => sessions.refetch()}
          />
        </div>
      ) : !sessions.data ? (
        <SkeletonRows rows={2} />
      ) : (
        <ul className="divide-y divide-line/60">
          {sessions.data.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </ul>
      )}
    </Card>
  );
}
