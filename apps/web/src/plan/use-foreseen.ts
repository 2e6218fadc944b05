'use client';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/trpc/client';
import type { DraftSync } from './draft-sync';
import type { PreviewWave } from './view-shapes';

/** The waves as the preview sees them, by name; null while what is written is not yet what is stored. */
export function useForeseen({ stored, state }: DraftSync): ReadonlyMap<string, PreviewWave> | null {
  const trpc = useTRPC();
  const preview = useQuery({
    ...trpc.rollouts.preview.queryOptions({ id: stored?.id ?? '' }),
    enabled: stored !== null && state === 'saved',
    staleTime: 5_000,
  });
  if (stored === null || state !== 'saved' || preview.data?.planHash !== stored.planHash) return null;
  return new Map(preview.data.waves.map((wave) => [wave.name, wave]));
}
