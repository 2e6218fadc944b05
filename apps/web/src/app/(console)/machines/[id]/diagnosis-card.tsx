import { Card, cn, Disclosure, durationText, showHiddenMarks, toneText } from '@teredo-fleet/ui';
import { Stethoscope } from 'lucide-react';
import Link from 'next/link';
import { SEVERITIES } from '@/presentation/severity';
import type { Diagnosis, MachineDetail, Observation } from '@/trpc/shapes';
import { MissingFacts } from './missing-facts';

const CONFIDENCE: Record<Diagnosis['confidence'], string> = {
  certain: 'Certain',
  likely: 'Likely',
  possible: 'Possible',
};

const EDGE = {
  ok: 'border-l-ok',
  warn: 'border-l-warn',
  bad: 'border-l-bad',
  info: 'border-l-info',
  idle: '',
  accent: '',
};

/** How often and how long a cause was found; null after a single look. */
function lastedWords({ looks, since }: Diagnosis, observation: Observation | null): string | null {
  if (looks < 2 || observation === null) return null;
  const ms = observation.effective.at - since;
  const over = ms >= 1000 ? ` over ${durationText(ms)}` : '';
  return `found in ${looks} looks${over}`;
}

function Basis({ diagnosis, observation }: { diagnosis: Diagnosis; observation: Observation | null }) {
  const lasted = lastedWords(diagnosis, observation);
  return (
    <Disclosure
      summary={`${CONFIDENCE[diagnosis.confidence]}${lasted ? `, ${lasted}` : ''}; what it rests on`}
      className="text-xs [&_summary]:text-xs"
    >
      <ul className="ml-5 list-disc space-y-0.5 text-muted">
        {diagnosis.evidence.map(({ fact, value, source }) => (
          <li key={`${fact} ${value}`} className="break-words">
            <code>
              {fact} = {showHiddenMarks(value)}
            </code>{' '}
            (from {source})
          </li>
        ))}
        <li>
          Code <code>{diagnosis.code}</code>
        </li>
      </ul>
    </Disclosure>
  );
}

/** What to fetch, where a finding is not certain. */
function ToFetch({ diagnosis }: { diagnosis: Diagnosis }) {
  if (diagnosis.confidence === 'certain' || diagnosis.missing.length === 0) return null;
  return (
    <div className="mt-1 text-xs text-muted">
      <MissingFacts facts={diagnosis.missing} />
    </div>
  );
}

function Main({ diagnosis, observation }: { diagnosis: Diagnosis; observation: Observation | null }) {
  const look = SEVERITIES[diagnosis.severity];
  const Icon = look.icon;
  return (
    <section className={cn('rounded-lg border border-l-3 bg-surface px-4 py-3', EDGE[look.tone])}>
      <div className="flex items-start gap-2.5">
        <Icon aria-hidden className={cn('mt-1 size-4.5 shrink-0', toneText[look.tone])} />
        <div className="min-w-0 grow">
          <h2 className="text-lg font-semibold tracking-tight">
            <span className="sr-only">{look.word}: </span>
            {diagnosis.title}
          </h2>
          {diagnosis.remedy ? (
            <p className="mt-1 max-w-[75ch] text-base">
              <span className="font-medium">What helps: </span>
              {diagnosis.remedy}
            </p>
          ) : null}
          <p className="mt-1 max-w-[75ch] text-sm text-muted">{diagnosis.text}</p>
          <ToFetch diagnosis={diagnosis} />
          <div className="mt-1">
            <Basis diagnosis={diagnosis} observation={observation} />
          </div>
        </div>
      </div>
    </section>
  );
}

function Further({ diagnosis, observation }: { diagnosis: Diagnosis; observation: Observation | null }) {
  const look = SEVERITIES[diagnosis.severity];
  const Icon = look.icon;
  return (
    <li className="flex items-start gap-2.5 px-4 py-2">
      <Icon aria-hidden className={cn('mt-0.5 size-4 shrink-0', toneText[look.tone])} />
      <div className="min-w-0 text-sm">
        <p className="font-medium">
          <span className="sr-only">{look.word}: </span>
          {diagnosis.title}
        </p>
        {diagnosis.remedy ? <p>What helps: {diagnosis.remedy}</p> : null}
        <p className="text-muted">{diagnosis.text}</p>
        <ToFetch diagnosis={diagnosis} />
        <Basis diagnosis={diagnosis} observation={observation} />
      </div>
    </li>
  );
}

/** What is going on, in plain words, the worst first and what helps before why. */
export function DiagnosisCard({ machine }: { machine: Pick<MachineDetail, 'diagnoses' | 'observation'> }) {
  const [main, ...others] = machine.diagnoses;
  if (!main) {
    return (
      <Card>
        <p className="flex items-start gap-2 text-sm text-muted">
          <Stethoscope aria-hidden className="mt-0.5 size-4 shrink-0" />
          {machine.observation ? (
            'Nothing stands out in what was read.'
          ) : (
            <span>
              This machine has not been read yet. A diagnosis follows the first observation. Until then,{' '}
              <Link href="/explain" className="text-accent underline underline-offset-2">
                Explain
              </Link>{' '}
              reads what somebody there copies from a command.
            </span>
          )}
        </p>
      </Card>
    );
  }
  return (
    <div className="flex flex-col gap-2">
      <Main diagnosis={main} observation={machine.observation} />
      {others.length > 0 ? (
        <Disclosure
          summary={others.length === 1 ? 'One more diagnosis' : `${others.length} more diagnoses`}
          className="px-1"
        >
          <ul className="divide-y divide-line/60 rounded-lg border bg-surface py-1">
            {others.map((diagnosis) => (
              <Further key={diagnosis.code} diagnosis={diagnosis} observation={machine.observation} />
            ))}
          </ul>
        </Disclosure>
      ) : null}
    </div>
  );
}
