import {
  configuredLook,
  effectiveLook,
  natWord,
  reachableLook,
  roleWord,
  serverWord,
  setByWord,
} from '@/presentation/facts';
import type { Look } from '@/presentation/look';
import { LookStatus } from '@/presentation/look-status';
import { SEVERITIES, STATUSES } from '@/presentation/severity';
import type { MachineStatus, PastState, Severity } from '@/trpc/shapes';

/** What is said only where two moments differ in it. */
const FURTHER: readonly { title: string; wordOf(state: PastState): string }[] = [
  { title: 'Set', wordOf: ({ setBy }) => setByWord(setBy) ?? 'not known' },
  { title: 'NAT', wordOf: ({ nat }) => natWord(nat) ?? nat },
  { title: 'Server', wordOf: ({ server }) => serverWord(server ?? 'none') },
  { title: 'Address', wordOf: ({ teredoAddress }) => teredoAddress ?? 'none' },
  { title: 'System', wordOf: ({ osName }) => osName },
  { title: 'Role', wordOf: ({ role }) => roleWord(role) },
  {
    title: 'Diagnosis',
    wordOf: ({ diagnosisTitle, severity }) => `${diagnosisTitle} (${SEVERITIES[severity as Severity].word})`,
  },
];

/** A look that says of what it is where it is not known: beside others its sign alone would tell. */
const named = (of: string, look: Look): Look =>
  look.word === 'Unknown' ? { ...look, word: `${of} unknown` } : look;

/** A state in words; of its enrolment only where it was not in use, and of all else what another moment has otherwise. */
export function StateWords(props: {
  state: PastState | null;
  status?: MachineStatus | null;
  other?: PastState | null;
  /** Whether all of then is kept: that there is nothing says something. */
  kept?: boolean;
}) {
  const { state, status = 'active', other = null, kept = true } = props;
  if (status === null) return <span className="text-faint">{kept ? 'Was not enrolled' : 'Not kept'}</span>;
  const further =
    state === null || other === null
      ? []
      : FURTHER.filter(({ wordOf }) => wordOf(state) !== wordOf(other)).map(({ title, wordOf }) => ({
          title,
          word: wordOf(state),
        }));
  return (
    <div className="flex flex-wrap gap-x-3 gap-y-0.5">
      {status === 'active' ? null : <LookStatus look={STATUSES[status]} />}
      {state === null ? (
        <span className="text-faint">{kept ? 'Had reported nothing' : 'Not kept'}</span>
      ) : (
        <>
          <LookStatus look={named('Type', configuredLook(state.configured))} />
          <LookStatus look={named('State', effectiveLook(state.effective))} />
          <LookStatus look={named('Reachability', reachableLook(state.reachable as 'yes'))} />
        </>
      )}
      {further.map(({ title, word }) => (
        <span key={title} className="min-w-0 wrap-anywhere">
          <span className="text-muted">{title}:</span> {word}
        </span>
      ))}
    </div>
  );
}
