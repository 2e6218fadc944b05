'use client';
import { Dialog, Kbd } from '@teredo-fleet/ui';
import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { usePlaces } from './navigation';

const TYPING = 'input, textarea, select, [contenteditable], [role="menu"], [role="dialog"]';
const SECOND_KEY_MS = 1200;

/** Keys that work on every page. */
export function useGlobalKeys(on: { help(): void; palette(): void }): void {
  const router = useRouter();
  const places = usePlaces();
  const latest = useRef({ on, places });
  latest.current = { on, places };
  useEffect(() => {
    let goneAt = 0;
    function onKey(event: KeyboardEvent) {
      const { on, places } = latest.current;
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        return on.palette();
      }
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if ((event.target as HTMLElement).closest(TYPING)) return;
      if (event.timeStamp - goneAt < SECOND_KEY_MS) {
        goneAt = 0;
        const place = places.find((one) => one.key === event.key);
        if (place) router.push(place.href);
        return;
      }
      if (event.key === 'g') goneAt = event.timeStamp;
      if (event.key === '?') on.help();
      if (event.key === '/') {
        event.preventDefault();
        document.querySelector<HTMLInputElement>('[data-search]')?.focus();
      }
    }
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [router]);
}

const LINES: readonly [keys: string[], what: string][] = [
  [['Ctrl', 'K'], 'Go to a page or a machine'],
  [['/'], 'Search this list'],
  [['j'], 'Next row (or arrow down)'],
  [['k'], 'Previous row (or arrow up)'],
  [['Enter'], 'Open the row'],
  [['Esc'], 'Close or leave'],
  [['?'], 'This list'],
];

export function ShortcutsDialog(props: { open: boolean; onOpenChange(open: boolean): void }) {
  const places = usePlaces();
  const lines = [...LINES, ...places.map((place) => [['g', place.key], place.title] as [string[], string])];
  return (
    <Dialog open={props.open} onOpenChange={props.onOpenChange} title="Keyboard shortcuts" size="sm">
      <dl className="divide-y divide-line/60 text-sm">
        {lines.map(([keys, what]) => (
          <div key={what} className="flex items-center justify-between gap-4 py-1.5">
            <dt>{what}</dt>
            <dd className="flex gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
