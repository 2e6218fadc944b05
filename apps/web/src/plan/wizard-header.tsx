import { PageHeader } from '@teredo-fleet/ui';
import { BackLink } from '@/presentation/back-link';

/** The head of both wizard pages, with the way back. */
export function WizardHeader(props: { title: string; back: { href: string; title: string } }) {
  return (
    <PageHeader above={<BackLink href={props.back.href}>{props.back.title}</BackLink>} title={props.title} />
  );
}
