import Link from 'next/link';
import type { PastRule } from '@/trpc/shapes';
import { ruleHref } from '../findings/[rule]/search-params';

/** A rule as it is called on the page of findings, which it leads to; one that the reader may not see has its id alone. */
export function RuleName({ rule: { ruleId, ruleTitle } }: { rule: PastRule }) {
  if (ruleTitle === null) return <code className="wrap-anywhere">{ruleId}</code>;
  return (
    <Link
      href={ruleHref(`/findings/${ruleId}`, {})}
      className="underline-offset-2 hover:text-accent hover:underline"
    >
      {ruleTitle}
    </Link>
  );
}

/** What is said of it with it: its id, and which version said so. */
export function RuleVersion({ rule: { ruleId, ruleVersion } }: { rule: PastRule }) {
  return (
    <span className="inline-block wrap-anywhere">
      Rule <code>{ruleId}</code>, version {ruleVersion}
    </span>
  );
}
