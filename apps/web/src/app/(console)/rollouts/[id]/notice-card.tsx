import { Card, Disclosure } from '@teredo-fleet/ui';
import type { RolloutView } from '@/trpc/shapes';

/** The text that users were given, word for word. */
export function NoticeCard({ rollout }: { rollout: RolloutView }) {
  if (rollout.noticePolicy.kind === 'none') return null;
  return (
    <Card title="Notice">
      {rollout.noticeTexts.map((text) => (
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
      {rollout.noticeTexts.length === 0 ? <p className="text-sm text-muted">The standard text.</p> : null}
    </Card>
  );
}
