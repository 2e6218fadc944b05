'use client';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { cn, Dialog, Input } from '@teredo-fleet/ui';
import { type LucideIcon, Monitor } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useId, useState } from 'react';
import { useTRPC } from '@/trpc/client';
import { usePlaces } from './navigation';

interface Goal {
  key: string;
  href: string;
  title: string;
  detail: string;
  icon: LucideIcon;
}

function useGoals(text: string, open: boolean): { goals: Goal[]; searching: boolean } {
  const trpc = useTRPC();
  const places = usePlaces();
  const found = useQuery({
    ...trpc.machines.list.queryOptions({ filter: { search: text }, limit: 8 }),
    enabled: open && text.trim() !== '',
    placeholderData: keepPreviousData,
  });
  const pages = places
    .filter((place) => place.title.toLowerCase().includes(text.toLowerCase()))
    .map((place) => ({
      key: place.href,
      href: place.href,
      title: place.title,
      detail: 'Page',
      icon: place.icon,
    }));
  const machines = text.trim() === '' ? [] : (found.data?.rows ?? []);
  const goals = [
    ...pages,
    ...machines.map((row) => ({
      key: row.id,
      href: `/machines/${row.id}`,
      title: row.hostname,
      detail: row.osName ?? 'Machine',
      icon: Monitor,
    })),
  ];
  return { goals, searching: found.isFetching };
}

/** Ctrl-K: type the name of a page or a machine, go there. */
export function Palette(props: { open: boolean; onOpenChange(open: boolean): void }) {
  const id = useId();
  const router = useRouter();
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const { goals, searching } = useGoals(text, props.open);
  const at = Math.min(active, Math.max(goals.length - 1, 0));
  function close() {
    setText('');
    setActive(0);
    props.onOpenChange(false);
  }
  function follow(goal: Goal | undefined) {
    if (!goal) return;
    close();
    router.push(goal.href);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'ArrowDown') setActive(Math.min(at + 1, goals.length - 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(at - 1, 0));
    else if (event.key === 'Enter') follow(goals[at]);
    else return;
    event.preventDefault();
  }
  return (
    <Dialog
      open={props.open}
      onOpenChange={(open) => (open ? props.onOpenChange(true) : close())}
      title="Go to"
    >
      <Input
        role="combobox"
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={goals[at] ? `${id}-${at}` : undefined}
        aria-label="Page or machine"
        placeholder="Page or machine"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-list`} role="listbox" aria-label="Results" className="mt-2 min-h-48">
        {goals.map((goal, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the combobox above
          <div
            key={goal.key}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onClick={() => follow(goal)}
            className={cn(
              'flex min-h-8 items-center gap-2.5 rounded-md px-2 text-sm',
              index === at && 'bg-accent-soft',
            )}
          >
            <goal.icon aria-hidden className="size-4 shrink-0 text-muted" />
            <span className="truncate">{goal.title}</span>
            <span className="ml-auto truncate text-xs text-muted">{goal.detail}</span>
          </div>
        ))}
      </div>
      {goals.length === 0 ? (
        <p className="px-2 text-sm text-muted">{searching ? 'Searching…' : 'Nothing has that name.'}</p>
      ) : null}
    </Dialog>
  );
}
