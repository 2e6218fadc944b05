import {
  AddressAnatomy,
  Callout,
  Card,
  CodeBlock,
  DefinitionList,
  EmptyState,
  showHiddenMarks,
} from '@teredo-fleet/ui';
import { FileQuestion } from 'lucide-react';
import { DiagnosisCard } from '../machines/[id]/diagnosis-card';
import type { Explanation } from './explain-texts';

type Output = Explanation['outputs'][number];

function placeOf({ source, line, command }: Output): string {
  const place = source === null ? `From line ${line}` : `${source}, from line ${line}`;
  return command ? `${place}, after ${command}` : place;
}

function OutputCard({ output }: { output: Output }) {
  return (
    <Card title={output.title}>
      <p className="text-xs break-words text-muted">{placeOf(output)}</p>
      <DefinitionList
        wide
        items={output.facts.map(({ name, value }) => [name, showHiddenMarks(value)] as const)}
      />
    </Card>
  );
}

function Contradictions({ explanation }: { explanation: Explanation }) {
  return explanation.contradictions.map(({ fact, text, statements }) => (
    <Callout key={fact} tone="warn" title={`The outputs contradict one another: ${fact}`}>
      <p>{text}</p>
      <ul className="list-disc pl-4">
        {statements.map(({ from, says }) => (
          <li key={from + says} className="break-words">
            {from}: {showHiddenMarks(says)}
          </li>
        ))}
      </ul>
    </Callout>
  ));
}

function Questions({ explanation }: { explanation: Explanation }) {
  if (explanation.questions.length === 0) return null;
  return (
    <Card title="To know more, run on the machine">
      <ul className="flex flex-col gap-3">
        {explanation.questions.map(({ code, what, how }) => (
          <li key={code}>
            <p className="mb-1 text-sm text-muted">It tells {what}.</p>
            <CodeBlock code={how} what="command" />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function NotUnderstood() {
  return (
    <EmptyState icon={FileQuestion} title="Nothing in it was understood">
      That does not mean that Teredo is off. Run <code>netsh interface teredo show state</code> on the machine
      (on Windows XP <code>netsh interface ipv6 show teredo</code>, on Linux <code>ip addr</code>) and paste
      what it prints, whole.
    </EmptyState>
  );
}

/** What the texts say, the conclusions first. */
export function Result({ explanation }: { explanation: Explanation }) {
  if (!explanation.understood) return <NotUnderstood />;
  return (
    <div className="flex flex-col gap-4">
      {explanation.diagnoses.length > 0 ? (
        <DiagnosisCard machine={{ diagnoses: explanation.diagnoses, observation: explanation.observation }} />
      ) : null}
      {explanation.note ? <p className="text-sm text-muted">{explanation.note}</p> : null}
      {explanation.decision ? (
        <Card title="Who decides">
          <p className="text-sm">{explanation.decision.text}</p>
        </Card>
      ) : null}
      <Contradictions explanation={explanation} />
      {explanation.addresses.map(({ decoded }) => (
        <Card key={decoded.address} title="Teredo address">
          <AddressAnatomy of={{ ...decoded, cone: decoded.flags.cone }} />
        </Card>
      ))}
      {explanation.outputs.map((output, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: outputs have no identity but their place
        <OutputCard key={index} output={output} />
      ))}
      <Questions explanation={explanation} />
    </div>
  );
}
