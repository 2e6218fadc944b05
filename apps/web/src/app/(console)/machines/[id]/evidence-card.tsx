import { Card, CodeBlock, Disclosure } from '@teredo-fleet/ui';
import type { MachineDetail } from '@/trpc/shapes';

/** The raw text that facts were read from, kept so that a reader can judge for themselves. */
export function EvidenceCard({ machine }: { machine: MachineDetail }) {
  const { observation } = machine;
  if (!observation) return null;
  return (
    <Card title="Raw evidence">
      <div className="flex flex-col gap-1">
        {observation.evidence.map((evidence) => (
          <Disclosure
            key={evidence.source}
            summary={
              <>
                <code className="text-xs">{evidence.source}</code>
                {evidence.truncated ? <span className="text-xs text-faint">cut off</span> : null}
              </>
            }
          >
            <CodeBlock code={evidence.text} what="evidence" tall />
          </Disclosure>
        ))}
        <Disclosure summary="Whole observation as JSON">
          <CodeBlock code={JSON.stringify(observation, null, 2)} what="observation" tall />
        </Disclosure>
      </div>
    </Card>
  );
}
