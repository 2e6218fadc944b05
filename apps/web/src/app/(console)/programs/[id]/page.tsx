import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { RouteProps } from '@/shell/route-props';
import { PrefetchedPage } from '@/trpc/prefetched';
import { api, getQueryClient } from '@/trpc/server';
import { loadProgramParams, programInputOf } from '../search-params';
import { ProgramClient } from './client';

type Props = RouteProps<{ id: string }>;

async function findRow(id: string) {
  const list = await getQueryClient()
    .fetchQuery(api.programs.list.queryOptions())
    .catch(() => null);
  return list === null ? null : (list.rows.find((row) => row.id === id) ?? 'gone');
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const row = await findRow((await params).id);
  return { title: row === null || row === 'gone' ? 'Program' : row.name };
}

export default async function ProgramPage({ params, searchParams }: Props) {
  const { id } = await params;
  if ((await findRow(id)) === 'gone') notFound();
  const input = programInputOf(id, await loadProgramParams(searchParams));
  await getQueryClient().prefetchQuery(api.programs.machines.queryOptions(input));
  return (
    <PrefetchedPage>
      <ProgramClient id={id} />
    </PrefetchedPage>
  );
}
