import type { BundleVerdict, Finding } from '@teredo-fleet/evidence';
import { Callout, Card, CopyField, DefinitionList, showHiddenMarks, type Tone } from '@teredo-fleet/ui';
import { CircleCheck, CircleHelp, CircleX } from 'lucide-react';
import { LookStatus } from '@/presentation/look-status';

type Kind = Finding['verdict'];

const LOOKS = {
  fails: { word: 'Fails', icon: CircleX, tone: 'bad' },
  'not-checked': { word: 'Not checked', icon: CircleHelp, tone: 'warn' },
  holds: { word: 'Holds', icon: CircleCheck, tone: 'ok' },
} as const;

const TITLES: Record<Kind, string> = {
  fails: 'What does not hold',
  'not-checked': 'What was not checked',
  holds: 'What holds',
};

const RESULTS: Record<BundleVerdict['outcome'], { tone: Tone; title: string; text: string }> = {
  fails: {
    tone: 'bad',
    title: 'This bundle is not what was signed, or not all of it',
    text: 'Keep it as it is, and ask whoever gave it to you for another one from the server.',
  },
  partly: {
    tone: 'warn',
    title: 'Nothing was found to be wrong, but not everything was checked',
    text: 'See below what was not. It is what the named key signed; that what was recorded was true, no signature can say.',
  },
  holds: {
    tone: 'ok',
    title: 'Everything was checked and holds',
    text: 'It is what your server had on record then; that what was recorded was true, no signature can say.',
  },
};

/** Nothing in it says that it is a bundle at all. */
const NO_BUNDLE = {
  tone: 'bad',
  title: 'This file is no evidence bundle, or it is damaged',
  text: 'Choose the .zip as it was handed out. If it is that, ask for it again.',
} as const;

function Findings({ kind, findings }: { kind: Kind; findings: readonly Finding[] }) {
  const found = findings.filter(({ verdict }) => verdict === kind);
  if (found.length === 0) return null;
  return (
    <Card title={TITLES[kind]} flush>
      <ul className="divide-y divide-line/60 px-4 pb-2 text-sm">
        {found.map(({ text }) => (
          <li key={text} className="flex flex-col gap-x-3 gap-y-0.5 py-2 sm:flex-row sm:items-start">
            <LookStatus look={LOOKS[kind]} className="w-28 shrink-0" />
            <p className="min-w-0 wrap-anywhere">{showHiddenMarks(text)}</p>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Subject({ subject, fileName }: { subject: BundleVerdict['subject']; fileName: string }) {
  if (subject === null) return null;
  const made = `${subject.generatedAt}${subject.interim ? ', while the rollout was under way' : ''}`;
  return (
    <Card title="What it says it is">
      <DefinitionList
        items={[
          ['File', showHiddenMarks(fileName)],
          ['Rollout', showHiddenMarks(subject.rollout.name)],
          ['Made', made],
          ...(subject.removed.length === 0
            ? []
            : [['Removed', `${subject.removed.join('; ')}, after their time of keeping`] as const]),
          ['Installation', showHiddenMarks(subject.installation)],
          ['Key', <CopyField key="key" value={subject.keyId} what="key fingerprint" />],
        ]}
      />
    </Card>
  );
}

/** What was found out of a bundle: what fails first, then what was not checked, then what holds. */
export function Verdict({ verdict, fileName }: { verdict: BundleVerdict; fileName: string }) {
  const isNone = verdict.outcome === 'fails' && verdict.subject === null;
  const { tone, title, text } = isNone ? NO_BUNDLE : RESULTS[verdict.outcome];
  return (
    <>
      <Callout tone={tone} title={title}>
        {text}
      </Callout>
      <Findings kind="fails" findings={verdict.findings} />
      <Findings kind="not-checked" findings={verdict.findings} />
      <Subject subject={verdict.subject} fileName={fileName} />
      <Findings kind="holds" findings={verdict.findings} />
    </>
  );
}
