'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Callout, PageHeader, toast } from '@teredo-fleet/ui';
import { Archive, ArchiveRestore, Copy } from 'lucide-react';
import Link from 'next/link';
import { HistoryCard } from '@/notice/history-card';
import { NoticeEditor } from '@/notice/notice-editor';
import { useNoticeForm } from '@/notice/use-notice-form';
import { BackLink } from '@/presentation/back-link';
import { FaultState } from '@/presentation/fault-state';
import { GoneState } from '@/presentation/gone-state';
import { useMay } from '@/shell/viewer';
import { useTRPC } from '@/trpc/client';
import { isMissing, readFault } from '@/trpc/fault';
import type { NoticeView } from '@/trpc/shapes';

function ArchiveButton({ notice }: { notice: NoticeView }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const isArchived = notice.archivedAt !== null;
  const archive = useMutation(
    trpc.notices.archive.mutationOptions({
      onError: (error) => toast.error(readFault(error).message),
      onSettled: () => queryClient.invalidateQueries(trpc.notices.pathFilter()),
    }),
  );
  return (
    <Button busy={archive.isPending} onClick={() => archive.mutate({ id: notice.id, archived: !isArchived })}>
      {isArchived ? <ArchiveRestore aria-hidden /> : <Archive aria-hidden />}
      {isArchived ? 'Bring back' : 'Put out of use'}
    </Button>
  );
}

function Head({ notice }: { notice: NoticeView }) {
  const mayWrite = useMay()('notice.save');
  return (
    <PageHeader
      above={<BackLink href="/notices">Notices</BackLink>}
      title={notice.name}
      description={
        notice.newest === null
          ? 'Comes with the product. Copy it to write your own.'
          : `Version ${notice.newest.number}${notice.scope === null ? '' : `, ${notice.scope.name}`}`
      }
      actions={
        mayWrite ? (
          <>
            <Button asChild>
              <Link href={`/notices/new?from=${notice.id}`}>
                <Copy aria-hidden /> Copy
              </Link>
            </Button>
            {notice.standard ? null : <ArchiveButton notice={notice} />}
          </>
        ) : null
      }
    />
  );
}

function outcomeOf({ newest }: NoticeView): string {
  if (newest === null) return '';
  return newest.usedAt === null
    ? `No plan uses version ${newest.number} yet: saving replaces it.`
    : `Version ${newest.number} is used and stays; saving makes version ${newest.number + 1}. Rollouts under way keep theirs.`;
}

function Inside({ notice }: { notice: NoticeView }) {
  const mayWrite = useMay()('notice.save');
  const { id, name, texts, newest } = notice;
  const form = useNoticeForm({ id, name, texts, sha256: newest?.sha256 ?? null }, () =>
    toast.success('The notice was saved.'),
  );
  return (
    <div className="flex flex-col gap-4">
      <Head notice={notice} />
      {notice.archivedAt === null ? null : (
        <Callout tone="idle" title="Out of use">
          No new plan can use it. Rollouts that do keep their version.
        </Callout>
      )}
      <NoticeEditor
        form={form}
        fleet={notice.fleet}
        isNew={false}
        readOnly={!mayWrite || notice.standard || notice.archivedAt !== null}
        outcome={outcomeOf(notice)}
      />
      {notice.versions.length === 0 ? null : <HistoryCard notice={notice} />}
    </div>
  );
}

/** One notice: its words for who may write, what users see of it, and every version there was. */
export function NoticeClient({ id }: { id: string }) {
  const trpc = useTRPC();
  const query = useQuery({
    ...trpc.notices.get.queryOptions({ id }),
    enabled: ({ state }) => !isMissing(state.error),
  });
  if (query.error && isMissing(query.error))
    return <GoneState name="Notice" what="notice" list={{ href: '/notices', title: 'Notices' }} />;
  if (query.data) return <Inside key={id} notice={query.data} />;
  if (!query.error) return null;
  return (
    <FaultState title="The notice could not be read" error={query.error} onRetry={() => query.refetch()} />
  );
}
