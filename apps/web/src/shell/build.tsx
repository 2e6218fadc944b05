'use client';
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';

/** Names, on every answer, the build that gave it. */
const BUILD_HEADER = 'x-teredo-build';

interface Build {
  outdated: boolean;
  hear(answer: Response): void;
}

const BuildContext = createContext<Build>({ outdated: false, hear: () => undefined });

/** Compares the build that made this page with the ones that answer it; once they differ, the page is outdated. */
export function BuildProvider({ own, children }: { own: string | null; children: ReactNode }) {
  const [outdated, setOutdated] = useState(false);
  const hear = useCallback(
    (answer: Response) => {
      const theirs = answer.headers.get(BUILD_HEADER);
      if (own !== null && theirs !== null && theirs !== own) setOutdated(true);
    },
    [own],
  );
  const build = useMemo(() => ({ outdated, hear }), [outdated, hear]);
  return <BuildContext value={build}>{children}</BuildContext>;
}

/** Whether the server has been replaced by another build since this page was loaded. */
export function useOutdated(): boolean {
  return useContext(BuildContext).outdated;
}

/** To be told of every answer of the server. */
export function useHearBuild(): (answer: Response) => void {
  return useContext(BuildContext).hear;
}
