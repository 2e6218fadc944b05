import type { Metadata } from 'next';
import { LastPart } from '@/shell/hydration';
import { AccountClient } from './client';

export const metadata: Metadata = { title: 'Your account' };

export default function AccountPage() {
  return (
    <>
      <AccountClient />
      <LastPart />
    </>
  );
}
