import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { LastPart } from '@/shell/hydration';
import { Door } from '../door';
import { ResetPasswordClient } from './client';

export const metadata: Metadata = { title: 'New password' };

export default async function ResetPasswordPage() {
  await headers();
  return (
    <>
      <Door narrow>
        <ResetPasswordClient />
      </Door>
      <LastPart />
    </>
  );
}
