import { Badge, Card, CopyField, Disclosure } from '@teredo-fleet/ui';
import Link from 'next/link';
import type { RolloutView } from '@/trpc/shapes';

type Used = NonNullable<RolloutView['noticeDocument']>;

/** Which version of which notice, and whether a newer one was saved since. */
function UsedNotice({ notice }: { notice: Used }) {
  const { id, name, used, newest } = notice;
  return (
    <div className="mb-2 flex flex-col gap-1 text-sm">
      <p className="flex flex-wrap items-center gap-1.5">
        <Link href={`/notices/${id}`} className="font-medium underline underline-offset-2 hover:text-accent">
          {name}
        </Link>
        {used === null ? 'as it is when the plan is submitted' : `version ${used.number}`}
        {used !== null && newest.sha256 !== used.sha256 ? (
          <Badge tone="info">Version {newest.number} is newer</Badge>
        ) : null}
      </p>
      {used === null ? null : (
        <p className="flex flex-wrap items-center gap-1 text-xs text-muted">
          SHA-256 <CopyField value={used.sha256} what="hash of the notice" />
        </p>
      )}
      {used !== null && newest.sha256 !== used.sha256 ? (
        <p className="text-xs text-muted">This rollout keeps the version that was approved.</p>
      ) : null}
    </div>
  );
}

/** The text that users were given, word for word. */
export function NoticeCard({ rollout }: { rollout: RolloutView }) {
  if (rollout.noticePolicy.kind === 'none') return null;
  const { noticeDocument, noticeTexts } = rollout;
  return (
    <Card title="Notice">
      {noticeDocument === null ? null : <UsedNotice notice={noticeDocument} />}
      {noticeTexts.map((text) => (
        <Disclosure
          key={text.language}
          summary={
            <>
              {text.title} <span className="text-xs text-faint">{text.language}</span>
            </>
          }
        >
          <p className="text-sm break-words whitespace-pre-wrap text-muted">{text.body}</p>
        </Disclosure>
      ))}
      {noticeTexts.length === 0 && noticeDocument === null ? (
        <p className="text-sm text-muted">The standard text.</p>
      ) : null}
    </Card>
  );
}
