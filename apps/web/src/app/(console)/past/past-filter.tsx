import { FilterBar, type FilterChip, SearchBox } from '@teredo-fleet/ui';
import { conditionsOf } from '@/filter/machine-filter';
import type { PastFilter } from '@/trpc/shapes';
import { toldLook } from './told-words';

/** Only the past is asked what people had been told. */
function toldChips(filter: PastFilter, onChange: (filter: PastFilter) => void): FilterChip[] {
  const told = filter.told ?? [];
  return told.map((word) => ({
    key: `told:${word}`,
    title: 'Told',
    value: toldLook(word).word,
    onRemove: () => {
      const { told: _gone, ...rest } = filter;
      const left = told.filter((one) => one !== word);
      onChange(left.length === 0 ? rest : { ...rest, told: left });
    },
  }));
}

/** Which machines are shown and counted. Values are chosen by the numbers of the moment itself. */
export function PastFilterBar({
  filter,
  onChange,
}: {
  filter: PastFilter;
  onChange(filter: PastFilter): void;
}) {
  return (
    <FilterBar
      search={
        <SearchBox
          value={filter.search ?? ''}
          placeholder="Search machines"
          onChange={(search) => onChange({ ...filter, search })}
        />
      }
      facets={[]}
      onToggle={() => undefined}
      chips={[
        ...conditionsOf(filter).map(({ without, ...chip }) => ({
          ...chip,
          onRemove: () => onChange(without),
        })),
        ...toldChips(filter, onChange),
      ]}
      onClearAll={() => onChange({})}
    />
  );
}
