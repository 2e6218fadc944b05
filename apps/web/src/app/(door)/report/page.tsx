import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { LastPart } from '@/shell/hydration';
import { Door } from '../door';
import { SharedReportClient } from './client';

export const metadata: Metadata = { title: 'Report', robots: 'noindex' };

export default async function SharedReportPage() {
  await headers();
  return (
    <>
      <Door narrow>
        <SharedReportClient />
      </Door>
      <LastPart />
    </>
  );
}
