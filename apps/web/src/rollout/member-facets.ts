import type { Facet, FilterChip } from '@teredo-fleet/ui';
import { memberLook } from './member-columns';
import type { MemberParams } from './member-params';
import { GROUPS } from './member-params';
import { GROUP_LOOKS } from './segments';
import type { RunningView } from './shapes';

type Waves = RunningView['waves'];

function waveWord(waves: Waves, value: string): string {
  if (value === 'late') return 'Late pool';
  return waves[Number(value) - 1]?.name ?? `Wave ${value}`;
}

/** What the list of machines can be narrowed by. */
export function memberFacets(params: MemberParams, waves: Waves): Facet[] {
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
      options: GROUPS.map((value) => ({ value, label: GROUP_LOOKS[value].word })),
      selected: params.group === null ? [] : [params.group],
    },
  ];
}

/** Every condition of the list as a chip that takes it away. */
export function memberChips(
  params: MemberParams,
  waves: Waves,
  set: (part: Partial<Record<keyof MemberParams, null>>) => void,
): FilterChip[] {
  const chips: FilterChip[] = [];
  if (params.q !== '')
    chips.push({ key: 'q', title: 'Search', value: params.q, onRemove: () => set({ q: null }) });
  if (params.wave !== null)
    chips.push({
      key: 'wave',
      title: 'Wave',
      value: waveWord(waves, params.wave),
      onRemove: () => set({ wave: null }),
    });
  if (params.group !== null)
    chips.push({
      key: 'group',
      title: 'Stands',
      value: GROUP_LOOKS[params.group].word,
      onRemove: () => set({ group: null }),
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
