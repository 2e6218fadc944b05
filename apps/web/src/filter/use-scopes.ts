'use client';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/trpc/client';
import type { ScopeRow } from '@/trpc/shapes';

/** Scopes that the reader sees, by which a filter calls them; empty until they are known. */
export function useScopes(): readonly ScopeRow[] {
  return useQuery(useTRPC().scopes.list.queryOptions()).data?.rows ?? [];
}
