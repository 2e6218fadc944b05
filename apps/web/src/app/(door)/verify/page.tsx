import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { LastPart } from '@/shell/hydration';
import { Door } from '../door';
import { VerifyClient } from './client';

/** Without the icon: this page may ask no server for a picture. */
export const metadata: Metadata = { title: 'Check an evidence bundle', icons: { icon: 'data:,' } };

export default async function VerifyPage() {
  await headers();
  return (
    <>
      <Door>
        <VerifyClient />
      </Door>
      <LastPart />
    </>
  );
}
