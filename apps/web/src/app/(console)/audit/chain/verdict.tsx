import { AbsoluteTime, Callout, Time } from '@teredo-fleet/ui';
import { chainLook, comparedWords, countOf } from '@/audit-chain/chain-words';
import type { AuditChain } from '@/trpc/shapes';

const LISTED = 20;

function Faults({ check }: { check: NonNullable<AuditChain['check']> }) {
  const shown = check.faults.slice(0, LISTED);
  const more = check.faultCount - shown.length;
  return (
    <>
      <ul className="mt-2 list-disc pl-5 wrap-anywhere">
        {shown.map((fault) => (
          <li key={fault}>{fault}</li>
        ))}
      </ul>
      {more > 0 ? <p className="mt-1">And {countOf(more, 'more', 'more')}.</p> : null}
      <p className="mt-2 max-w-prose">
        Nobody can do this through the console. Keep the published heads and a copy of the database as it is
        now, and find out who has access to it.
      </p>
    </>
  );
}

/** What the newest check of all of it found, in words. */
export function ChainVerdict({ chain, nowMs }: { chain: AuditChain; nowMs: number }) {
  const { check } = chain;
  const look = chainLook(chain, nowMs);
  return (
    <Callout tone={look.tone} icon={look.icon} title={look.word}>
      {check === null ? (
        'The first check is made when the engine starts.'
      ) : (
        <>
          <p className="max-w-prose">
            Checked <Time at={check.finishedAt} />, <AbsoluteTime at={check.finishedAt} />:{' '}
            {countOf(check.count, 'entry', 'entries')}, compared {comparedWords(check.compared)}.
          </p>
          {check.faultCount > 0 ? <Faults check={check} /> : null}
        </>
      )}
    </Callout>
  );
}
