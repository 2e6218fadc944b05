'use client';
import { useQuery } from '@tanstack/react-query';
import { EmptyState, PageHeader, toast } from '@teredo-fleet/ui';
import { Lock } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { emptyWords } from '@/notice/notice-content';
import { NoticeEditor } from '@/notice/notice-editor';
import { type StoredNotice, useNoticeForm } from '@/notice/use-notice-form';
import { BackLink } from '@/presentation/back-link';
import { FaultState } from '@/presentation/fault-state';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import type { NoticeView } from '@/trpc/shapes';
import { USUAL_ORIGIN } from './search-params';

function beginWith(origin: NoticeView | null): StoredNotice {
  if (origin === null) return { id: null, sha256: null, name: '', texts: [emptyWords('en')] };
  return { id: null, sha256: null, name: `Copy of ${origin.name}`.slice(0, 100), texts: origin.texts };
}

function NewNotice({ origin, fleet }: { origin: NoticeView | null; fleet: NoticeView['fleet'] }) {
  const router = useRouter();
  const [begin] = useState(() => beginWith(origin));
  const form = useNoticeForm(begin, (id) => {
    toast.success('The notice was saved.');
    router.replace(`/notices/${id}`);
  });
  return (
    <NoticeEditor
      form={form}
      fleet={fleet}
      isNew
      readOnly={false}
      outcome="Saving makes its first version."
    />
  );
}

/** Writes a new notice, from nothing or from another one. */
export function NewNoticeClient({ from }: { from: string | null }) {
  const trpc = useTRPC();
  const may = useMay();
  const origin = useQuery(trpc.notices.get.queryOptions({ id: from ?? USUAL_ORIGIN }));
  return (
    <div className="flex flex-col gap-4">
      <PageHeader above={<BackLink href="/notices">Notices</BackLink>} title="New notice" />
      {!may('notice.save') ? (
        <EmptyState icon={Lock} title="You can read notices, not write them">
          An operator can.
        </EmptyState>
      ) : origin.error && !origin.data ? (
        <FaultState
          title="What is to be copied could not be read"
          error={origin.error}
          onRetry={() => origin.refetch()}
        />
      ) : origin.data ? (
        <NewNotice origin={from === null ? null : origin.data} fleet={origin.data.fleet} />
      ) : null}
    </div>
  );
}
