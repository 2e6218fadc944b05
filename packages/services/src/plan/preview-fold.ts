import type { NoticeText } from '@teredo-fleet/protocol';
import type { WaveOutlook } from '@teredo-fleet/rollout';
import type { DesiredState, Observation } from '@teredo-fleet/teredo';
import type { OpposedPolicy } from '../policy/policies-against';
import type { PreviewGroup, ProspectCount } from '../views';
import type { PreviewMember } from './member-source';
import { absenceOf, BLOCKER_WORDS, PreviewGroups, relayWords, USE_WORDS } from './preview-groups';
import { otherLanguageOf } from './preview-readers';
import { type MachineProspect, prospectOf, relayRoleOf, usesOf } from './prospect';

const COUNTED: Readonly<Record<MachineProspect['kind'], ProspectCount>> = {
  'will-change': 'willChange',
  'already-compliant': 'alreadyCompliant',
  'not-working': 'notWorking',
  blocked: 'blocked',
  'not-applicable': 'notApplicable',
  unknown: 'unknown',
};

const WORDS = {
  'will-change': 'Will be changed',
  'already-compliant': 'Is as wished already',
  'not-working': 'Is set as wished already and does not work: a failure as long as that is so',
  unknown: 'Never observed: its agent decides',
} as const;

/** Counts of nobody. */
export function noProspects(): Record<ProspectCount, number> {
  return {
    willChange: 0,
    alreadyCompliant: 0,
    notWorking: 0,
    blocked: 0,
    notApplicable: 0,
    excluded: 0,
    unknown: 0,
  };
}

const nobodyKnown = (): WaveOutlook => ({
  willChange: 0,
  alreadyCompliant: 0,
  notWorking: 0,
  blocked: 0,
  notApplicable: 0,
  excluded: 0,
  away: 0,
});

/** Nobody knows what one that was never observed would do: it is taken for one that would change. */
const foreseenAs = (kind: MachineProspect['kind']): keyof WaveOutlook => {
  const counted = COUNTED[kind];
  return counted === 'unknown' ? 'willChange' : counted;
};

/** A member of a wave that is not left alone, with what would become of it. */
export interface MemberProspect {
  wave: number;
  kind: MachineProspect['kind'];
}

/** Adds members up, one after the other; none is kept but for a few examples. */
export class PreviewFold {
  readonly waves: Record<ProspectCount, number>[];
  readonly outlooks: WaveOutlook[];
  readonly prospects: MemberProspect[] = [];
  unassigned = 0;
  readonly #groups = new PreviewGroups();

  constructor(
    waves: number,
    private readonly desired: DesiredState,
    private readonly nowMs: number,
    /** What users are told; empty: nothing. */
    private readonly texts: readonly Pick<NoticeText, 'language'>[],
  ) {
    this.waves = Array.from({ length: waves }, () => noProspects());
    this.outlooks = Array.from({ length: waves }, () => nobodyKnown());
  }

  get groups(): PreviewGroup[] {
    return this.#groups.list();
  }

  add(member: PreviewMember, observation: Observation | null): void {
    if (member.excluded !== null) return this.#leaveOut(member, member.excluded);
    const prospect = prospectOf(observation, this.desired);
    if (member.wave !== null) {
      this.waves[member.wave]![COUNTED[prospect.kind]] += 1;
      this.outlooks[member.wave]![member.connected ? foreseenAs(prospect.kind) : 'away'] += 1;
      this.prospects.push({ wave: member.wave, kind: prospect.kind });
    }
    this.#group(member, prospect);
    const absence = absenceOf(member, this.nowMs);
    if (absence !== null) this.#groups.add({ kind: 'offline', ...absence }, member);
    if (observation === null) return;
    const told = prospect.kind === 'will-change' ? otherLanguageOf(this.texts, observation) : null;
    if (told !== null) this.#groups.add(told, member);
    const role = relayRoleOf(observation);
    if (role !== null)
      this.#groups.add(
        { kind: 'relay', key: role, text: relayWords(role, this.desired.teredo.mode) },
        member,
      );
    for (const use of usesOf(observation)) {
      this.#groups.add({ kind: 'uses-teredo', key: use, text: USE_WORDS[use] }, member);
    }
  }

  /** An enforced policy would put the change back. */
  oppose(member: PreviewMember, { id, name }: OpposedPolicy): void {
    if (member.excluded !== null) return;
    const text = `The policy “${name}” is enforced there, wants otherwise and would put it back`;
    this.#groups.add({ kind: 'policy-against', key: id, text }, member);
  }

  #leaveOut(member: PreviewMember, excluded: NonNullable<PreviewMember['excluded']>): void {
    if (excluded.kind === 'no-wave') {
      this.unassigned += 1;
      this.#groups.add({ kind: 'unassigned', key: 'no-wave', text: 'No wave takes it' }, member);
      return;
    }
    if (member.wave !== null) {
      this.waves[member.wave]!.excluded += 1;
      this.outlooks[member.wave]!.excluded += 1;
    }
    const reason = 'reason' in excluded ? excluded.reason : excluded.kind;
    this.#groups.add({ kind: 'excluded', key: reason, text: `Left alone: ${reason}` }, member);
  }

  #group(member: PreviewMember, prospect: MachineProspect): void {
    if (!('blockers' in prospect)) {
      const kind = prospect.kind === 'unknown' ? 'never-seen' : prospect.kind;
      this.#groups.add({ kind, key: prospect.kind, text: WORDS[prospect.kind] }, member);
      return;
    }
    for (const { code } of prospect.blockers) {
      this.#groups.add({ kind: prospect.kind, key: code, text: BLOCKER_WORDS[code] }, member);
      if (code !== 'disabled-components') continue;
      const text = 'Needs a restart after DisabledComponents is cleared';
      this.#groups.add({ kind: 'needs-reboot', key: code, text }, member);
    }
  }
}
