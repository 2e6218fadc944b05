'use client';
import { ListFilter } from 'lucide-react';
import { Button } from '../primitives/button';
import { Menu, MenuCheckItem, MenuLabel, MenuSeparator } from '../primitives/menu';

export interface Facet {
  key: string;
  title: string;
  options: readonly { value: string; label: string; count?: number | undefined }[];
  selected: readonly string[];
}

/** Items that stay open when they are ticked, each with how many it would leave. */
function FacetOptions({ facet, onToggle }: { facet: Facet; onToggle(value: string): void }) {
  return facet.options.map((option) => (
    <MenuCheckItem
      key={option.value}
      checked={facet.selected.includes(option.value)}
      onCheckedChange={() => onToggle(option.value)}
      onSelect={(event) => event.preventDefault()}
    >
      <span className="grow">{option.label}</span>
      {option.count === undefined ? null : (
        <span className="tnum pl-4 text-xs text-faint">{option.count}</span>
      )}
    </MenuCheckItem>
  ));
}

export function FacetMenu({ facet, onToggle }: { facet: Facet; onToggle(value: string): void }) {
  return (
    <Menu
      trigger={
        <Button>
          {facet.title}
          {facet.selected.length > 0 ? (
            <span className="tnum rounded-sm bg-accent-soft px-1 text-xs text-accent">
              {facet.selected.length}
            </span>
          ) : null}
        </Button>
      }
    >
      {facet.options.length === 0 ? <MenuLabel>Nothing to choose from yet</MenuLabel> : null}
      <FacetOptions facet={facet} onToggle={onToggle} />
    </Menu>
  );
}

/** All facets in one menu, where there is no room for one each. */
export function AllFacetsMenu({
  facets,
  onToggle,
}: {
  facets: readonly Facet[];
  onToggle(key: string, value: string): void;
}) {
  return (
    <Menu
      trigger={
        <Button>
          <ListFilter aria-hidden /> Filter
        </Button>
      }
    >
      {facets.map((facet, index) => (
        <div key={facet.key}>
          {index > 0 ? <MenuSeparator /> : null}
          <MenuLabel>{facet.title}</MenuLabel>
          <FacetOptions facet={facet} onToggle={(value) => onToggle(facet.key, value)} />
        </div>
      ))}
    </Menu>
  );
}
