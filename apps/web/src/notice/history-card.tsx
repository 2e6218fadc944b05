'use client';
import { useQuery } from '@tanstack/react-query';
import { AbsoluteTime, Badge, Button, Card, CopyField, Dialog, showHiddenMarks } from '@teredo-fleet/ui';
import { useState } from 'react';
import { FaultState } from '@/presentation/fault-state';
import { useTRPC } from '@/trpc/client';
import type { NoticeView } from '@/trpc/shapes';
import { languageName } from './notice-content';
import { directionOf, type NoticeWords } from './notice-rules';

function Words({ words }: { words: NoticeWords }) {
  const parts = [words.title, words.body, words.changes, words.when, words.whom].filter(
    (text) => text !== '',
  );
  return (
    <section className="flex flex-col gap-1 text-sm">
      <h3 className="font-semibold">{languageName(words.language)}</h3>
      {parts.map((text, index) => (
        <p
          // biome-ignore lint/suspicious/noArrayIndexKey: parts are known by their place
          key={index}
          lang={words.language}
          dir={directionOf(words.language)}
          className="whitespace-pre-wrap text-muted wrap-anywhere"
        >
          {showHiddenMarks(text)}
        </p>
      ))}
    </section>
  );
}

function VersionDialog(props: { id: string; number: number; onClose(): void }) {
  const trpc = useTRPC();
  const { id, number } = props;
  const version = useQuery(trpc.notices.version.queryOptions({ id, number }));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && props.onClose()}
      title={`Version ${number}`}
      description="As it is kept, with placeholders; characters that are not seen stand as their numbers."
      first="title"
      footer={<Button onClick={props.onClose}>Close</Button>}
    >
      <div className="flex flex-col gap-4">
        {version.error ? <FaultState title="The version could not be read" error={version.error} /> : null}
        {version.data?.texts.map((words) => (
          <Words key={words.language} words={words} />
        ))}
      </div>
    </Dialog>
  );
}

/** Every version there was, with who saved it, when, and its hash. */
export function HistoryCard({ notice }: { notice: NoticeView }) {
  const [open, setOpen] = useState<number | null>(null);
  return (
    <Card title="Versions">
      <ol className="flex flex-col divide-y divide-line/60">
        {notice.versions.map((version) => (
          <li key={version.number} className="flex flex-col gap-1 py-2 text-sm">
            <span className="flex flex-wrap items-center gap-2">
              <Button size="sm" variant="ghost" onClick={() => setOpen(version.number)}>
                Version {version.number}
              </Button>
              {version.usedAt === null ? <Badge>Not used yet</Badge> : <Badge tone="info">Used: stays</Badge>}
              <span className="text-xs text-muted">
                {version.author}, <AbsoluteTime at={version.savedAt} />
              </span>
            </span>
            <span className="text-xs text-muted">{version.languages.map(languageName).join(', ')}</span>
            <span className="flex flex-wrap items-center gap-1 text-xs text-muted">
              SHA-256 <CopyField value={version.sha256} what={`hash of version ${version.number}`} />
            </span>
          </li>
        ))}
      </ol>
      {open === null ? null : <VersionDialog id={notice.id} number={open} onClose={() => setOpen(null)} />}
    </Card>
  );
}
