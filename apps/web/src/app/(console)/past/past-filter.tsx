import { FilterBar, type FilterChip, SearchBox } from '@teredo-fleet/ui';
import { conditionsOf } from '@/filter/machine-filter';
import type { PastFilter } from '@/trpc/shapes';
import { saidWords } from './said';
import { toldLook } from './told-words';

/** What only the past is asked: what people had been told, and what rules said, whatever is waived. */
const OF_MOMENT = {
  told: { title: 'Told', word: (word: string) => toldLook(word).word },
  said: { title: 'Rule', word: saidWords },
} as const;

function chipsOf(
  filter: PastFilter,
  key: keyof typeof OF_MOMENT,
  onChange: (filter: PastFilter) => void,
): FilterChip[] {
  const asked = filter[key] ?? [];
  return asked.map((word) => ({
    key: `${key}:${word}`,
    title: OF_MOMENT[key].title,
    value: OF_MOMENT[key].word(word),
    onRemove: () => {
      const { [key]: _gone, ...rest } = filter;
      const left = asked.filter((one) => one !== word);
      onChange(left.length === 0 ? rest : { ...rest, [key]: left });
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
        ...chipsOf(filter, 'told', onChange),
        ...chipsOf(filter, 'said', onChange),
      ]}
      onClearAll={() => onChange({})}
    />
  );
}
