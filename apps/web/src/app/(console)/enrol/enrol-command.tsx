'use client';
import { Callout, CodeBlock, CopyButton, Tabs } from '@teredo-fleet/ui';
import type { NewToken } from '@/trpc/shapes';

/** The command to paste, per platform. The token in it is shown this once. */
export function EnrolCommand({ made }: { made: NewToken }) {
  return (
    <div className="flex flex-col gap-3">
      <Tabs
        label="Platform"
        tabs={made.commands.map((command) => ({
          value: command.platform,
          title: command.title,
          content: (
            <div className="flex flex-col gap-2">
              <CodeBlock code={command.command} what="command" />
              <div>
                <CopyButton text={command.command} what="the command" words variant="primary" />
              </div>
            </div>
          ),
        }))}
      />
      <Callout tone="info" title="Shown this once">
        The token inside is not kept here. Paste it as an administrator of the machine; it can be used{' '}
        {made.token.maxUses === 1 ? 'once' : `${made.token.maxUses.toLocaleString('en-GB')} times`}.
      </Callout>
    </div>
  );
}
