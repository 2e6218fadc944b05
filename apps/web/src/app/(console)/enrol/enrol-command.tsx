'use client';
import { Callout, CodeBlock, CopyButton, Tabs } from '@teredo-fleet/ui';
import type { NewToken } from '@/trpc/shapes';

/** Ways for which there is no command, those of one reason together. */
function Gaps({ gaps }: { gaps: NewToken['gaps'] }) {
  const texts = [...new Set(gaps.map(({ text }) => text))];
  return texts.map((text) => {
    const titles = gaps.filter((gap) => gap.text === text).map(({ title }) => title);
    return (
      <Callout key={text} tone="idle">
        <p className="font-medium">No command for {titles.join('; ')}</p>
        <p className="mt-0.5 text-muted">{text}</p>
      </Callout>
    );
  });
}

/** The command to paste, per platform, and why there is none for another. The token in it is shown this once. */
export function EnrolCommand({ made }: { made: NewToken }) {
  return (
    <div className="flex flex-col gap-4">
      {made.commands.length === 0 ? null : <Commands made={made} />}
      <Gaps gaps={made.gaps} />
    </div>
  );
}

/** What to look at before the command is used, a line each. */
function Cautions({ texts }: { texts: readonly string[] }) {
  if (texts.length === 0) return null;
  return (
    <Callout tone="warn" title="Before you use it">
      <ul className="flex list-disc flex-col gap-1 pl-4">
        {texts.map((text) => (
          <li key={text} className="wrap-anywhere">
            {text}
          </li>
        ))}
      </ul>
    </Callout>
  );
}

function Commands({ made }: { made: NewToken }) {
  return (
    <Tabs
      label="Platform"
      tabs={made.commands.map((command) => ({
        value: command.platform,
        title: command.title,
        content: (
          <div className="flex flex-col gap-2">
            <p className="text-sm font-medium">{command.where}</p>
            <Cautions texts={command.cautions} />
            <CodeBlock code={command.command} what="command" />
            <div className="flex flex-wrap items-center gap-3">
              <CopyButton text={command.command} what="the command" words variant="primary" />
              <p className="min-w-0 flex-1 basis-64 text-xs text-muted">
                Shown this once: the token inside is not kept. It can be used{' '}
                {made.token.maxUses === 1 ? 'once' : `${made.token.maxUses.toLocaleString('en-GB')} times`}.
              </p>
            </div>
            <ul className="mt-1 list-disc space-y-1 pl-5 text-sm text-muted">
              {command.notes.map((note) => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          </div>
        ),
      }))}
    />
  );
}
