import type { Metadata } from 'next';
import { LastPart } from '@/shell/hydration';
import { ExplainClient } from './client';

export const metadata: Metadata = { title: 'Explain' };

export default function ExplainPage() {
  return (
    <>
      <ExplainClient />
      <LastPart />
    </>
  );
}
