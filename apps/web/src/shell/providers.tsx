'use client';
import { ClockProvider, EarlyPage, StyleNonce, Toaster, TooltipProvider } from '@teredo-fleet/ui';
import { ThemeProvider, useTheme } from 'next-themes';
import { type ReactNode, useEffect, useState } from 'react';
import { ApiProvider } from '@/trpc/client';
import { BuildProvider } from './build';
import { HydrationProvider, useHydrated } from './hydration';
import { useSamePageHistory } from './same-page-history';
import { ZoneContext } from './zone';
import { ZONE_COOKIE } from './zone-cookie';

function ThemedToaster() {
  const { resolvedTheme } = useTheme();
  return <Toaster theme={resolvedTheme === 'dark' ? 'dark' : 'light'} />;
}

function WatchedPage({ nonce }: { nonce: string | undefined }) {
  return <EarlyPage nonce={nonce} live={useHydrated()} />;
}

/** The zone that times are told in: the browser's unless the viewer chose UTC; kept for the next page load. */
function ZonedClock(props: { zone: string | null; nowMs: number; children: ReactNode }) {
  const hydrated = useHydrated();
  const [zone, setZone] = useState(props.zone ?? 'UTC');
  useEffect(() => {
    if (hydrated && props.zone === null) setZone(Intl.DateTimeFormat().resolvedOptions().timeZone);
  }, [hydrated, props.zone]);
  useEffect(() => {
    if (!hydrated) return;
    // biome-ignore lint/suspicious/noDocumentCookie: Cookie Store is missing over plain HTTP
    document.cookie = `${ZONE_COOKIE}=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=lax`;
  }, [hydrated, zone]);
  return (
    <ZoneContext value={{ zone, setZone }}>
      <ClockProvider startMs={props.nowMs} zone={zone} ticking={hydrated}>
        {props.children}
      </ClockProvider>
    </ZoneContext>
  );
}

export function Providers(props: {
  nonce: string | undefined;
  build: string | null;
  zone: string | null;
  nowMs: number;
  children: ReactNode;
}) {
  useSamePageHistory();
  return (
    <ThemeProvider
      attribute="data-theme"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
      nonce={props.nonce}
    >
      <StyleNonce nonce={props.nonce} />
      <BuildProvider own={props.build}>
        <ApiProvider>
          <HydrationProvider>
            <WatchedPage nonce={props.nonce} />
            <ZonedClock zone={props.zone} nowMs={props.nowMs}>
              <TooltipProvider>{props.children}</TooltipProvider>
            </ZonedClock>
          </HydrationProvider>
          <ThemedToaster />
        </ApiProvider>
      </BuildProvider>
    </ThemeProvider>
  );
}
