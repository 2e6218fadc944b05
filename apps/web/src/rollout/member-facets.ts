import type { Facet, FilterChip } from '@teredo-fleet/ui';
import { memberLook } from './member-columns';
import type { MemberParams } from './member-params';
import { GROUPS } from './member-params';
import { NOTICE_STAND_WORDS } from './notice-stands';
import { GROUP_LOOKS, goodWord } from './segments';
import type { RunningView } from './shapes';

type Waves = RunningView['waves'];

function waveWord(waves: Waves, value: string): string {
  if (value === 'late') return 'Late pool';
  return waves[Number(value) - 1]?.name ?? `Wave ${value}`;
}

type Group = (typeof GROUPS)[number];

const groupWord = (view: RunningView, group: Group) =>
  group === 'good' ? goodWord(view) : GROUP_LOOKS[group].word;

/** What the list of machines can be narrowed by. */
export function memberFacets(params: MemberParams, view: RunningView): Facet[] {
  const { waves } = view;
  const places = [...waves.map(({ number }) => String(number + 1)), 'late'];
  return [
    {
      key: 'wave',
      title: 'Wave',
      options: places.map((value) => ({ value, label: waveWord(waves, value) })),
      selected: params.wave === null ? [] : [params.wave],
    },
    {
      key: 'group',
      title: 'Stands',
      options: GROUPS.map((value) => ({ value, label: groupWord(view, value) })),
      selected: params.group === null ? [] : [params.group],
    },
  ];
}

/** Every condition of the list as a chip that takes it away. */
export function memberChips(
  params: MemberParams,
  view: RunningView,
  set: (part: Partial<Record<keyof MemberParams, null>>) => void,
): FilterChip[] {
  const chips: FilterChip[] = [];
  if (params.q !== '')
    chips.push({ key: 'q', title: 'Search', value: params.q, onRemove: () => set({ q: null }) });
  if (params.wave !== null)
    chips.push({
      key: 'wave',
      title: 'Wave',
      value: waveWord(view.waves, params.wave),
      onRemove: () => set({ wave: null }),
    });
  if (params.group !== null)
    chips.push({
      key: 'group',
      title: 'Stands',
      value: groupWord(view, params.group),
      onRemove: () => set({ group: null }),
    });
  if (params.notice !== null)
    chips.push({
      key: 'notice',
      title: 'Notice',
      value: NOTICE_STAND_WORDS[params.notice],
      onRemove: () => set({ notice: null }),
    });
  if (params.state.length > 0)
    chips.push({
      key: 'state',
      title: 'State',
      value: params.state.map((state) => memberLook(state).word).join(' or '),
      onRemove: () => set({ state: null }),
    });
  return chips;
}
