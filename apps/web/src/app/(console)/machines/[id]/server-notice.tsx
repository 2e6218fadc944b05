import { Button, Callout } from '@teredo-fleet/ui';
import Link from 'next/link';
import { isServerInTrouble, SERVER_VERDICTS } from '@/presentation/server-health';
import type { MachineTeredoServer } from '@/trpc/shapes';
import { serversHref } from '../../servers/search-params';

const TITLES: Record<string, string> = {
  dead: 'is dead',
  silent: 'gave no answer',
  unresolved: 'has a name that does not resolve',
  'one-address': 'answers at one address only',
};

/** Stands on the page of a machine whose Teredo server is in trouble, and on no other. */
export function ServerNotice({ server }: { server: MachineTeredoServer | null }) {
  if (server === null || !isServerInTrouble(server.health.verdict)) return null;
  const look = SERVER_VERDICTS[server.health.verdict];
  const whose = server.byDefault ? 'The default server of its Windows' : 'Its Teredo server';
  return (
    <Callout
      tone={server.inUse ? look.tone : 'idle'}
      icon={look.icon}
      title={
        <span className="wrap-anywhere">
          {whose}, {server.name}, {TITLES[server.health.verdict]}
        </span>
      }
      action={
        <Button asChild size="sm">
          <Link href={serversHref('/servers', { server: server.listedAs ?? server.name })}>
            About this server
          </Link>
        </Button>
      }
    >
      {server.health.text}
      {server.inUse ? '' : ' Teredo is off here, so that it matters once it is turned on.'}
    </Callout>
  );
}
