import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { PrefetchedPage } from '@/trpc/prefetched';
import { api, getQueryClient } from '@/trpc/server';
import { Door } from '../door';
import { SignInClient } from './client';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage() {
  await headers();
  await getQueryClient().prefetchQuery(api.setup.status.queryOptions());
  return (
    <PrefetchedPage>
      <Door narrow>
        <SignInClient />
      </Door>
    </PrefetchedPage>
  );
}
