import type { Metadata } from 'next';
import { LastPart } from '@/shell/hydration';
import { NothingHere } from '@/shell/nothing-here';

export const metadata: Metadata = { title: 'Not found' };

/** Inside the console, whose frame has the one main part of the page. */
export default function NotFoundInConsole() {
  return (
    <div className="mx-auto max-w-xl p-6 pt-16">
      <NothingHere />
      <LastPart />
    </div>
  );
}
