import type {
  Candidate,
  Membership,
  MembershipReason,
  WaveDefinition,
  WavePlan,
  WaveSelection,
} from './wave-definition';

/** Two machines with one id: membership would not be stable. */
export class DuplicateMachineError extends Error {
  readonly code = 'duplicate-machine';
  override readonly name = 'DuplicateMachineError';

  constructor(readonly machineId: string) {
    super(`The machine ${machineId} is targeted twice.`);
  }
}

interface Taken {
  machine: Candidate;
  reason: MembershipReason;
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** In contact first, then by rank, then by id (SPEC W3). */
function compareCandidates(a: Candidate, b: Candidate): number {
  if (a.inContact !== b.inContact) return a.inContact ? -1 : 1;
  return compareTexts(a.rank, b.rank) || compareTexts(a.id, b.id);
}

/** How many machines a count or a percent takes of all targeted (SPEC W2). */
export function sizeOf(selection: WaveSelection, targeted: number): number {
  switch (selection.kind) {
    case 'count':
      return selection.count;
    case 'percent':
      return Math.ceil((selection.percent * targeted) / 100);
    case 'filter':
    case 'rest':
      return targeted;
  }
}

function reasonsOf(selection: WaveSelection, machines: readonly Candidate[], targeted: number): Taken[] {
  if (selection.kind === 'rest') return machines.map((machine) => ({ machine, reason: { kind: 'rest' } }));
  if (selection.kind === 'filter') {
    const { filter } = selection;
    return machines.map((machine) => ({ machine, reason: { kind: 'filter', filter } }));
  }
  const taken = machines.length;
  return machines.map((machine, index) => ({
    machine,
    reason: { kind: 'counted', position: index + 1, taken, targeted, inContact: machine.inContact },
  }));
}

function take(selection: WaveSelection, left: readonly Candidate[], targeted: number): Taken[] {
  const fitting =
    selection.kind === 'filter' ? left.filter(({ fits }) => fits.includes(selection.filter)) : left;
  return reasonsOf(selection, fitting.slice(0, sizeOf(selection, targeted)), targeted);
}

function sortCandidates(candidates: readonly Candidate[]): Candidate[] {
  const sorted = [...candidates].sort(compareCandidates);
  const ids = new Set<string>();
  for (const { id } of sorted) {
    if (ids.has(id)) throw new DuplicateMachineError(id);
    ids.add(id);
  }
  return sorted;
}

/** Who is in which wave and why (SPEC W1 to W5). The order of the candidates doesn't matter. Throws DuplicateMachineError. */
export function planWaves(
  definitions: readonly WaveDefinition[],
  candidates: readonly Candidate[],
): WavePlan {
  let left = sortCandidates(candidates);
  const targeted = left.length;
  const waves: WaveDefinition[] = [];
  const leftOut: WaveDefinition[] = [];
  const memberships: Membership[] = [];
  for (const definition of definitions) {
    const taken = take(definition.selection, left, targeted);
    if (taken.length === 0) {
      leftOut.push(definition);
      continue;
    }
    for (const { machine, reason } of taken) memberships.push({ id: machine.id, wave: waves.length, reason });
    waves.push(definition);
    const gone = new Set(taken.map(({ machine }) => machine.id));
    left = left.filter(({ id }) => !gone.has(id));
  }
  return { waves, memberships, unassigned: left.map(({ id }) => id).sort(compareTexts), leftOut };
}

/** Where a machine that joins a live target later belongs (SPEC W6). */
export function placeLateJoiner(
  machine: Pick<Candidate, 'fits'>,
  waves: readonly { definition: WaveDefinition; opened: boolean }[],
): { wave: number; reason: MembershipReason } | 'late-pool' {
  for (const [wave, { definition, opened }] of waves.entries()) {
    const { selection } = definition;
    if (opened) continue;
    if (selection.kind === 'rest') return { wave, reason: { kind: 'rest' } };
    if (selection.kind === 'filter' && machine.fits.includes(selection.filter)) {
      return { wave, reason: { kind: 'filter', filter: selection.filter } };
    }
  }
  return 'late-pool';
}
