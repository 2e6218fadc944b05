'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useReducer, useRef } from 'react';
import { useTRPC } from '@/trpc/client';
import { readFault } from '@/trpc/fault';
import { beginDraft, type DraftContent, type DraftSync, type StoredDraft, syncDraft } from './draft-sync';
import { forgetUnsaved, keepUnsaved, readUnsaved } from './unsaved';

const REST_MS = 1_000;
const RETRY_MS = 3_000;

/** What a refused save means for the draft. */
function eventOf(error: unknown) {
  const { code, retry } = readFault(error);
  if (code === 'conflict') return { kind: 'outrun', error } as const;
  return code === 'unreachable' || retry
    ? ({ kind: 'unreachable' } as const)
    : ({ kind: 'refused', error } as const);
}

/** Waiting time before what is written is saved by itself; null: not now. */
function delayOf({ state, stored, mine }: DraftSync): number | null {
  if (mine.name.trim() === '') return null;
  if (state === 'unreachable') return RETRY_MS;
  return state === 'unsaved' && stored !== null ? REST_MS : null;
}

/**
 * A draft that saves itself: a moment after the last key, again and again while the server can't be heard, and never
 * over what somebody else saved. What is not saved yet survives a reload of this tab; `slot` names it there until it has an
 * id, then that does. `begin`: what the form shows first.
 */
export function useDraft(stored: StoredDraft | null, begin: DraftContent, slot: string) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [sync, dispatch] = useReducer(syncDraft, null, () => beginDraft(stored, begin));
  const call = useMutation(trpc.rollouts.saveDraft.mutationOptions());
  const { mutateAsync } = call;
  const latest = useRef(sync);
  latest.current = sync;

  useEffect(() => {
    const kept = readUnsaved(slot);
    if (kept) dispatch({ kind: 'recovered', ...kept });
  }, [slot]);
  useEffect(() => {
    if (stored) dispatch({ kind: 'heard', stored });
  }, [stored]);
  useEffect(() => {
    const own = sync.stored?.id ?? slot;
    if (own !== slot) forgetUnsaved(slot);
    if (sync.state === 'saved') forgetUnsaved(own);
    else keepUnsaved(own, { content: sync.mine, planHash: sync.stored?.planHash ?? null });
  }, [sync, slot]);

  const save = useCallback(async (): Promise<{ id: string; planHash: string } | null> => {
    const { mine, stored: base } = latest.current;
    dispatch({ kind: 'sending' });
    try {
      const seen = base === null ? {} : { id: base.id, seen: base.planHash };
      const answer = await mutateAsync({ ...seen, name: mine.name, draft: mine.draft });
      dispatch({ kind: 'sent', ...answer });
      void queryClient.invalidateQueries(trpc.rollouts.pathFilter());
      return answer;
    } catch (error) {
      dispatch(eventOf(error));
      void queryClient.invalidateQueries(trpc.rollouts.pathFilter());
      return null;
    }
  }, [mutateAsync, queryClient, trpc]);

  const delay = delayOf(sync);
  // biome-ignore lint/correctness/useExhaustiveDependencies: every key begins the wait anew
  useEffect(() => {
    if (delay === null) return;
    const timer = setTimeout(() => void save(), delay);
    return () => clearTimeout(timer);
  }, [delay, sync.mine, save]);

  return { sync, dispatch, save };
}
