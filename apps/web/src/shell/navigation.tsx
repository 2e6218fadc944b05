'use client';
import { cn } from '@teredo-fleet/ui';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { OpenAlerts } from './open-alerts';
import { PLACES } from './places';
import { useMay } from './viewer';

export function usePlaces() {
  const may = useMay();
  return PLACES.filter((place) => place.needs === null || may(place.needs));
}

export function Navigation({ onFollow }: { onFollow?: () => void }) {
  const path = usePathname();
  const places = usePlaces();
  return (
    <nav aria-label="Main">
      <ul className="flex flex-col gap-px">
        {places.map((place) => {
          const here = place.href === '/' ? path === '/' : path.startsWith(place.href);
          const Icon = place.icon;
          return (
            <li key={place.href}>
              <Link
                href={place.href}
                onClick={onFollow}
                aria-current={here ? 'page' : undefined}
                className={cn(
                  'flex h-8 items-center gap-2.5 rounded-md px-2.5 text-sm text-muted hover:bg-hover hover:text-ink',
                  here &&
                    'bg-hover font-medium text-ink forced-colors:outline-2 forced-colors:-outline-offset-2',
                )}
              >
                <Icon aria-hidden className={cn('size-4 shrink-0', here && 'text-accent')} />
                {place.title}
                {place.href === '/alerts' ? <OpenAlerts /> : null}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
