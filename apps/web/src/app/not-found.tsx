import type { Metadata } from 'next';
import { LastPart } from '@/shell/hydration';
import { NothingHere } from '@/shell/nothing-here';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <main className="mx-auto max-w-xl p-6 pt-16">
      <NothingHere />
      <LastPart />
    </main>
  );
}
