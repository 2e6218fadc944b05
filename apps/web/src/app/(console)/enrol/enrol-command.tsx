'use client';
import { CodeBlock, CopyButton, Tabs } from '@teredo-fleet/ui';
import type { NewToken } from '@/trpc/shapes';

/** The command to paste, per platform. The token in it is shown this once. */
export function EnrolCommand({ made }: { made: NewToken }) {
  return (
    <Tabs
      label="Platform"
      tabs={made.commands.map((command) => ({
        value: command.platform,
        title: command.title,
        content: (
          <div className="flex flex-col gap-2">
            <p className="text-sm text-muted">{command.where}</p>
            <CodeBlock code={command.command} what="command" />
            <div className="flex flex-wrap items-center gap-3">
              <CopyButton text={command.command} what="the command" words variant="primary" />
              <p className="min-w-0 flex-1 basis-64 text-xs text-muted">
                Shown this once: the token inside is not kept. It can be used{' '}
                {made.token.maxUses === 1 ? 'once' : `${made.token.maxUses.toLocaleString('en-GB')} times`}.
              </p>
            </div>
          </div>
        ),
      }))}
    />
  );
}
