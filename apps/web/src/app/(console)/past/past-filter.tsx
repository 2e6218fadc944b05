import { FilterBar, SearchBox } from '@teredo-fleet/ui';
import { conditionsOf } from '@/filter/machine-filter';
import type { PastFilter } from '@/trpc/shapes';

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
      chips={conditionsOf(filter).map(({ without, ...chip }) => ({
        ...chip,
        onRemove: () => onChange(without),
      }))}
      onClearAll={() => onChange({})}
    />
  );
}
