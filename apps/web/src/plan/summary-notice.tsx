'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { noticeWords } from '@/change/notice';
import { useTRPC } from '@/trpc/client';
import type { RolloutView } from '@/trpc/shapes';
import type { FormPlan } from './shapes';

function NamedNotice({ id, name, version }: { id: string; name: string; version: string }) {
  return (
    <>
      : the words of{' '}
      <Link href={`/notices/${id}`} className="underline underline-offset-2 hover:text-accent">
        {name}
      </Link>
      , {version}
    </>
  );
}

/** The notice as it is now, of which a plan that is not submitted yet will have the newest version. */
function NewestNotice({ id }: { id: string }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.notices.get.queryOptions({ id }));
  if (data === undefined || data.newest === null) return null;
  const version = `version ${data.newest.number}, the newest now`;
  return <NamedNotice id={id} name={data.name} version={version} />;
}

/** How people are told, and by the words of which version of which notice. */
export function SummaryNotice(props: {
  notice: FormPlan['notice'];
  /** Of a rollout that is there; null: its words are of no notice. */
  pinned: RolloutView['noticeDocument'] | undefined;
}) {
  const { notice, pinned } = props;
  const { kind } = notice.policy;
  const used = pinned?.used ?? null;
  return (
    <>
      {noticeWords(kind)}
      {kind === 'none' || notice.document === undefined ? null : pinned && used !== null ? (
        <NamedNotice id={pinned.id} name={pinned.name} version={`version ${used.number}`} />
      ) : (
        <NewestNotice id={notice.document} />
      )}
    </>
  );
}
