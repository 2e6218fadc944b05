'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTRPC } from '@/trpc/client';
import { faultsOf, type NoticeContent, sameContent } from './notice-content';
import { useLeaveWarning } from './use-leave-warning';

/** A notice as the server has it; `id` null: not there yet. */
export interface StoredNotice extends NoticeContent {
  id: string | null;
  sha256: string | null;
}

const contentOf = ({ name, texts }: NoticeContent): NoticeContent => ({ name, texts });

/**
 * What somebody writes, kept apart from what the server has: news of the server is adopted where nothing was written, and
 * put before the author where something was. Nothing typed is lost by a refusal.
 */
export function useNoticeForm(newest: StoredNotice, onSaved: (id: string) => void) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [base, setBase] = useState(newest);
  const [mine, setMine] = useState(() => contentOf(newest));
  const [tried, setTried] = useState(false);
  const isOutrun = newest.sha256 !== base.sha256 || newest.name !== base.name;
  const isChanged = !sameContent(mine, base);
  const isTouched = newest.id === null || isChanged;
  const save = useMutation(
    trpc.notices.save.mutationOptions({
      onSuccess: ({ id, sha256 }, { name, texts }) => {
        setBase({ id, sha256, name, texts: texts as NoticeContent['texts'] });
        setTried(false);
        onSaved(id);
      },
      onSettled: () => queryClient.invalidateQueries(trpc.notices.pathFilter()),
    }),
  );

  const take = () => {
    setBase(newest);
    setMine(contentOf(newest));
    save.reset();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only news of the server are taken up
  useEffect(() => {
    if (isOutrun && !isTouched) take();
  }, [newest.sha256, newest.name]);

  useLeaveWarning(isChanged && !save.isPending);

  const faults = faultsOf(mine);
  return {
    mine,
    faults,
    tried,
    isTouched,
    isOutrun: isOutrun && isTouched && !save.isPending,
    isSaving: save.isPending,
    error: save.error,
    edit: (part: Partial<NoticeContent>) => setMine((now) => ({ ...now, ...part })),
    takeTheirs: take,
    keepMine: () => {
      setBase(newest);
      save.reset();
    },
    save(scopeId: string | null) {
      setTried(true);
      if (faults.length > 0 || mine.name.trim() === '') return;
      const { id, sha256 } = base;
      save.mutate({
        ...mine,
        ...(id === null || sha256 === null ? {} : { id, seen: sha256 }),
        ...(scopeId === null ? {} : { scopeId }),
      });
    },
  };
}

export type NoticeForm = ReturnType<typeof useNoticeForm>;
