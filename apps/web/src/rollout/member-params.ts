import {
  createLoader,
  createSerializer,
  parseAsArrayOf,
  parseAsString,
  parseAsStringLiteral,
} from 'nuqs/server';
import type { SegmentKey } from './segments';
import type { MemberFilter, NoticeStand } from './shapes';

export const GROUPS = ['waiting', 'begun', 'good', 'bad', 'skipped', 'excluded', 'unknown'] as const;

export const STANDS = [
  'sent',
  'on-machine',
  'shown',
  'informed',
  'acknowledged',
  'deferred',
  'refused',
  'unanswered',
  'nobody',
  'overridden',
  'not-shown',
  'no-word',
  'never-told',
] as const satisfies readonly NoticeStand[];

/** Which machines of a rollout are listed. Waves are told from 1, as people count. */
export const memberParams = {
  wave: parseAsString,
  group: parseAsStringLiteral(GROUPS),
  notice: parseAsStringLiteral(STANDS),
  state: parseAsArrayOf(parseAsString).withDefault([]),
  q: parseAsString.withDefault(''),
  cursor: parseAsString,
};

export const loadMemberParams = createLoader(memberParams);
export type MemberParams = Awaited<ReturnType<typeof loadMemberParams>>;
const serialize = createSerializer(memberParams);

export const MEMBER_PAGE_SIZE = 50;

function waveOf(text: string | null): MemberFilter['wave'] {
  if (text === 'late') return 'late';
  const number = Number(text);
  return text !== null && Number.isInteger(number) && number >= 1 ? number - 1 : undefined;
}

/** What is listed, as the server takes it. */
export function memberFilterOf(params: MemberParams): MemberFilter {
  const { group, notice, state, q } = params;
  const wave = waveOf(params.wave);
  return {
    ...(wave === undefined ? {} : { wave }),
    ...(group === null ? {} : { group }),
    ...(notice === null ? {} : { notice }),
    ...(state.length === 0 ? {} : { states: state }),
    ...(q === '' ? {} : { search: q }),
  };
}

/** Where a count stands: in the whole rollout, in one wave (from 0), in the late pool. */
export interface MemberPlace {
  rolloutId: string;
  wave: number | 'late' | null;
}

const pathOf = (rolloutId: string) => `/rollouts/${rolloutId}`;

const waveText = ({ wave }: MemberPlace) => (wave === null || wave === 'late' ? wave : String(wave + 1));

/** The list of the machines behind a number. */
export function memberHref(place: MemberPlace, key: SegmentKey): string {
  const params = key === 'late' ? { wave: 'late' } : { wave: waveText(place), group: key };
  return `${serialize(pathOf(place.rolloutId), params)}#machines`;
}

/** The list of the machines whose notice came so far, or was answered so. */
export function noticeHref(place: MemberPlace, notice: NoticeStand): string {
  return `${serialize(pathOf(place.rolloutId), { wave: waveText(place), notice })}#machines`;
}
