'use client';
import { createContext, useContext } from 'react';
import type { Viewer } from '@/trpc/shapes';

export const ViewerContext = createContext<Viewer | null>(null);

/** Who is signed in. Only below the console's layout, which sends everybody else to the sign-in page. */
export function useViewer(): Viewer {
  const viewer = useContext(ViewerContext);
  if (!viewer) throw new Error('useViewer is for pages of the console');
  return viewer;
}

/** Whether the viewer may use a verb, such as `machine.toggle`. */
export function useMay(): (verb: string) => boolean {
  const viewer = useViewer();
  return (verb) => viewer.may.includes(verb);
}
