import { CopyButton } from '@teredo-fleet/ui';
import type { Diagnosis } from '@/trpc/shapes';

/** Facts that would settle a question, each with the command or deed that tells it. */
export function MissingFacts({ facts }: { facts: Diagnosis['missing'] }) {
  return (
    <ul className="space-y-1">
      {facts.map(({ code, what, how }) => (
        <li key={code} className="min-w-0">
          Not known: {what}.{' '}
          {how.endsWith('.') ? (
            how
          ) : (
            <>
              <code className="break-all">{how}</code>{' '}
              <CopyButton text={how} what={`command that tells ${what}`} />
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
