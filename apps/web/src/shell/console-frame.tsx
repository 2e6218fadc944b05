'use client';
import { Button, Kbd, Sheet } from '@teredo-fleet/ui';
import { Menu as MenuIcon, Search } from 'lucide-react';
import Link from 'next/link';
import { type ReactNode, useState } from 'react';
import { ChainBanner } from '@/audit-chain/chain-banner';
import { ScheduleBanner } from '@/report-schedule/schedule-banner';
import type { Viewer } from '@/trpc/shapes';
import { BrakeBanner } from './brake-banner';
import { BrakeButton } from './brake-button';
import { LiveUpdates } from './live';
import { LiveBadge } from './live-badge';
import { LostBanner } from './lost-banner';
import { Mark } from './mark';
import { Navigation } from './navigation';
import { AlertsButton } from './open-alerts';
import { useOutageGuard } from './outage-guard';
import { OutdatedBanner } from './outdated-banner';
import { Palette } from './palette';
import { ShortcutsDialog, useGlobalKeys } from './shortcuts';
import { ViewerContext } from './viewer';
import { ViewerMenu } from './viewer-menu';

function Brand() {
  return (
    <Link
      href="/"
      className="flex h-8 min-w-0 items-center gap-2 rounded-md px-2 font-semibold tracking-tight"
    >
      <Mark className="size-5 shrink-0" />
      <span className="truncate">Teredo Fleet</span>
    </Link>
  );
}

function GoToButton({ onOpen }: { onOpen(): void }) {
  return (
    <Button className="justify-start text-muted" onClick={onOpen} aria-keyshortcuts="Control+K">
      <Search aria-hidden /> Go to
      <span className="ml-auto flex gap-0.5" aria-hidden>
        <Kbd>Ctrl</Kbd>
        <Kbd>K</Kbd>
      </span>
    </Button>
  );
}

function Frame({ children }: { children: ReactNode }) {
  const [help, setHelp] = useState(false);
  const [palette, setPalette] = useState(false);
  const [menu, setMenu] = useState(false);
  const guard = useOutageGuard();
  useGlobalKeys({ help: () => setHelp(true), palette: () => setPalette(true) });
  return (
    <div className="min-h-dvh lg:pl-56 print:pl-0" onClickCapture={guard}>
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-raised px-3 py-2 focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to the content
      </a>
      <aside className="fixed inset-y-0 left-0 hidden w-56 flex-col gap-3 border-r bg-canvas p-3 lg:flex print:hidden">
        <Brand />
        <GoToButton onOpen={() => setPalette(true)} />
        <Navigation />
        <div className="mt-auto flex flex-col gap-1.5">
          <BrakeButton />
          <div className="px-2.5">
            <LiveBadge />
          </div>
          <ViewerMenu onShortcuts={() => setHelp(true)} />
        </div>
      </aside>
      <header className="sticky top-0 z-30 flex h-12 items-center gap-1 border-b bg-canvas px-2 lg:hidden print:hidden">
        <Button variant="ghost" size="icon" aria-label="Menu" onClick={() => setMenu(true)}>
          <MenuIcon aria-hidden />
        </Button>
        <Brand />
        <span className="ml-auto flex shrink-0 items-center gap-1">
          <LiveBadge />
          <AlertsButton />
          <BrakeButton small />
          <Button variant="ghost" size="icon" aria-label="Go to" onClick={() => setPalette(true)}>
            <Search aria-hidden />
          </Button>
        </span>
      </header>
      <Sheet open={menu} onOpenChange={setMenu} title="Menu" side="left">
        <Navigation onFollow={() => setMenu(false)} />
        <div className="mt-4 border-t pt-3">
          <ViewerMenu
            onShortcuts={() => {
              setMenu(false);
              setHelp(true);
            }}
          />
        </div>
      </Sheet>
      <OutdatedBanner />
      <LostBanner />
      <BrakeBanner />
      <ChainBanner />
      <ScheduleBanner />
      <main id="content" tabIndex={-1} className="mx-auto max-w-[92rem] px-4 py-5 outline-none lg:px-6">
        {children}
      </main>
      <ShortcutsDialog open={help} onOpenChange={setHelp} />
      <Palette open={palette} onOpenChange={setPalette} />
    </div>
  );
}

/** Everything round a page of the console: navigation, live updates, keys, who is signed in. */
export function ConsoleFrame({ viewer, children }: { viewer: Viewer; children: ReactNode }) {
  return (
    <ViewerContext value={viewer}>
      <LiveUpdates>
        <Frame>{children}</Frame>
      </LiveUpdates>
    </ViewerContext>
  );
}
