'use client';
import { createContext, useContext } from 'react';

interface Zone {
  /** IANA name. */
  zone: string;
  setZone(zone: string): void;
}

export const ZoneContext = createContext<Zone>({ zone: 'UTC', setZone: () => undefined });

export function useZone(): Zone {
  return useContext(ZoneContext);
}
