import { PageHeader } from '@teredo-fleet/ui';
import { ChevronLeft } from 'lucide-react';
import Link from 'next/link';

/** The head of both wizard pages, with the way back. */
export function WizardHeader(props: { title: string; back: { href: string; title: string } }) {
  return (
    <PageHeader
      above={
        <Link
          href={props.back.href}
          className="inline-flex min-h-6 items-center gap-1 rounded-sm hover:text-ink"
        >
          <ChevronLeft aria-hidden className="size-3.5" /> {props.back.title}
        </Link>
      }
      title={props.title}
    />
  );
}
