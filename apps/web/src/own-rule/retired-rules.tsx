import { useQuery } from '@tanstack/react-query';
import { AbsoluteTime, Disclosure } from '@teredo-fleet/ui';
import Link from 'next/link';
import { useTRPC } from '@/trpc/client';

/** Rules of one's own that are asked no more; what they said is kept. */
export function RetiredRules() {
  const trpc = useTRPC();
  const rules = useQuery(trpc.ownRules.list.queryOptions()).data?.rows ?? [];
  const retired = rules.filter(({ own }) => own.retired !== null);
  if (retired.length === 0) return null;
  return (
    <Disclosure
      summary={retired.length === 1 ? 'One rule was retired' : `${retired.length} rules were retired`}
      className="text-sm"
    >
      <ul className="ml-5 list-disc text-muted">
        {retired.map(({ id, title, own }) => (
          <li key={id}>
            <Link href={`/findings/${id}`} className="underline underline-offset-2 hover:text-accent">
              {title}
            </Link>
            {own.retired === null ? null : (
              <>
                , by {own.retired.by} on <AbsoluteTime at={own.retired.at} />: “{own.retired.reason}”
              </>
            )}
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
