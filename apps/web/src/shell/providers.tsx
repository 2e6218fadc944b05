'use client';
import { ClockProvider, Toaster, TooltipProvider } from '@teredo-fleet/ui';
import { ThemeProvider, useTheme } from 'next-themes';
import { type ReactNode, useEffect, useState } from 'react';
import { ApiProvider } from '@/trpc/client';
import { ZoneContext } from './zone';
import { knownZone, ZONE_COOKIE } from './zone-cookie';

function ThemedToaster() {
  const { resolvedTheme } = useTheme();
  return <Toaster theme={resolvedTheme === 'dark' ? 'dark' : 'light'} />;
}

/** The zone that times are told in: the browser's unless the viewer chose UTC; kept for the next page load. */
function ZonedClock(props: { zone: string | null; nowMs: number; children: ReactNode }) {
  const [zone, setZone] = useState(knownZone(props.zone));
  useEffect(() => {
    if (props.zone === null) setZone(Intl.DateTimeFormat().resolvedOptions().timeZone);
  }, [props.zone]);
  useEffect(() => {
    // biome-ignore lint/suspicious/noDocumentCookie: Cookie Store is missing over plain HTTP
    document.cookie = `${ZONE_COOKIE}=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=lax`;
  }, [zone]);
  return (
    <ZoneContext value={{ zone, setZone }}>
      <ClockProvider startMs={props.nowMs} zone={zone}>
        {props.children}
      </ClockProvider>
    </ZoneContext>
  );
}

export function Providers(props: {
  nonce: string | undefined;
  zone: string | null;
  nowMs: number;
  children: ReactNode;
}) {
  return (
    <ThemeProvider
      attribute="data-theme"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
      nonce={props.nonce}
    >
      <ApiProvider>
        <ZonedClock zone={props.zone} nowMs={props.nowMs}>
          <TooltipProvider>{props.children}</TooltipProvider>
        </ZonedClock>
        <ThemedToaster />
      </ApiProvider>
    </ThemeProvider>
  );
}
