'use client';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';

interface Clock {
  now: number;
  /** IANA name of the one zone on the page. */
  zone: string;
}

const ClockContext = createContext<Clock>({ now: 0, zone: 'UTC' });

/**
 * One tick a second for every time on the page, and the one zone they are told in. Stands at `startMs` until `ticking`.
 */
export function ClockProvider(props: {
  startMs: number;
  zone: string;
  ticking: boolean;
  children: ReactNode;
}) {
  const { ticking } = props;
  const [now, setNow] = useState(props.startMs);
  useEffect(() => {
    if (!ticking) return;
    setNow(Date.now());
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') setNow(Date.now());
    }, 1000);
    return () => clearInterval(timer);
  }, [ticking]);
  return <ClockContext value={{ now, zone: props.zone }}>{props.children}</ClockContext>;
}

export function useClock(): Clock {
  return useContext(ClockContext);
}
