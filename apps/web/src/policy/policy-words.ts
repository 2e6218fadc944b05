import type { MachinePolicyView, PolicyConflict, PolicyPreview, PolicyView } from '@/trpc/shapes';

export const machines = (count: number): string =>
  count === 1 ? 'one machine' : `${count.toLocaleString('en-GB')} machines`;

const FIELDS: Record<string, string> = {
  'teredo.mode': 'whether Teredo is on',
  'teredo.type': 'its type',
  'teredo.serverName': 'its server',
  'teredo.refreshIntervalSeconds': 'its refresh interval',
  'teredo.clientPort': 'its port',
  firewall: 'the firewall',
};

export function aboutWords(about: readonly string[]): string {
  return about.map((field) => FIELDS[field] ?? field).join(', ');
}

/** After how many machines two policies are both for; of none, the whole of it. */
export function sharedWords(count: number, isOneLabel: boolean): string {
  const labels = isOneLabel ? 'the label' : 'both labels';
  if (count === 0) return `No machine has ${labels} now.`;
  return count === 1 ? `has ${labels}.` : `have ${labels}.`;
}

type Named = { name: string; mode: PolicyView['mode'] };

/** Where one of them only looks, neither acts because the other one is not approved yet: to decide would change nothing. */
function undecidedWords(one: Named, other: Named): string {
  if (one.mode === other.mode)
    return one.mode === 'audit' ? 'Both only look.' : 'Nobody decided which is followed: neither acts there.';
  const { name } = one.mode === 'enforce' ? one : other;
  return `Neither acts now. Once “${name}” is approved it is followed, because the other one only looks.`;
}

/** Who is followed where both are for a machine. `own`: the policy that is looked at. */
export function outcomeWords({ outcome, policy, decided }: PolicyConflict, own: Named): string {
  if (outcome === 'undecided') return undecidedWords(own, policy);
  const [winner, loser] = outcome === 'this' ? [own, policy] : [policy, own];
  if (decided !== null) return `“${winner.name}” is followed.`;
  return loser.mode === 'audit'
    ? `“${winner.name}” is followed, because the other one only looks.`
    : `“${winner.name}” is followed until “${loser.name}” is approved; then neither acts before somebody decides.`;
}

/** Conflicts that somebody has to decide because there are machines on which both would act. `mode`: of the policy that is looked at. */
export function toDecide(conflicts: readonly PolicyConflict[], mode: PolicyView['mode']): PolicyConflict[] {
  return conflicts.filter(
    ({ outcome, machines: count, policy }) =>
      outcome === 'undecided' && count > 0 && mode === 'enforce' && policy.mode === 'enforce',
  );
}

export const WAITS: readonly { key: keyof PolicyView['waits']; title: string; text: string }[] = [
  { key: 'next', title: 'With the next repair', text: '' },
  { key: 'grace', title: 'Within the grace', text: 'They drifted so recently that they are left alone yet.' },
  { key: 'busy', title: 'Another change is open', text: 'On them, or soon: this repair’s own among them.' },
  {
    key: 'again',
    title: 'Asked again after a day',
    text: 'The last repair came to nothing there: it was refused, failed, ran out, or somebody left the machine out.',
  },
  {
    key: 'untaken',
    title: 'Taken by no wave',
    text: 'None of the policy’s waves takes them, so no repair ever does. Edit it: add a wave that takes the rest, or change the filters.',
  },
  {
    key: 'often',
    title: 'Given up',
    text: 'Three repairs within seven days did not last or came to nothing. Find out why, then let the policy go on.',
  },
];

const number = (count: number): string => count.toLocaleString('en-GB');

/** What a policy would hit, in a sentence: of all its machines, or of those that were looked at. */
export function hitWords(
  { counts, looked }: Pick<PolicyPreview, 'counts' | 'looked'>,
  mode: PolicyView['mode'],
): string {
  const { drifted, undecided } = counts;
  const others = counts.machines - looked;
  const rest = others > 0 ? ` The other ${number(others)} were not looked at.` : '';
  const whole = others > 0 ? `the first ${machines(looked)}` : number(counts.machines);
  if (drifted === 0) {
    return others > 0
      ? `None of ${whole} has drifted.${rest}`
      : `None of ${machines(looked)} has drifted: nothing would be changed now.`;
  }
  const words = `${machines(drifted)} of ${whole}`;
  if (mode === 'audit') return `Would show ${words} as drifted. Nothing is changed.${rest}`;
  const waits =
    undecided > 0 ? ` On ${machines(undecided)} it would wait until somebody decides who wins.` : '';
  return `Would repair ${words} once it is approved, in its waves and with its notice.${waits}${rest}`;
}

/** Of a machine's policies, those that are followed there, and whether some would be, had somebody decided. */
export function wantedHere<Row extends Pick<MachinePolicyView, 'standing'>>(
  rows: readonly Row[],
): { followed: Row[]; isOpen: boolean } {
  return {
    followed: rows.filter(({ standing }) => standing === 'alone' || standing === 'wins'),
    isOpen: rows.some(({ standing }) => standing === 'undecided'),
  };
}
