'use client';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../primitives/button';
import { AllFacetsMenu, type Facet, FacetMenu } from './facet-menu';

export interface FilterChip {
  key: string;
  title: string;
  value: string;
  onRemove(): void;
}

/** Search, facets, and below them every active filter as a chip that can be removed. */
export function FilterBar(props: {
  search?: ReactNode;
  facets: readonly Facet[];
  onToggle(facet: string, value: string): void;
  chips: readonly FilterChip[];
  onClearAll(): void;
  aside?: ReactNode;
}) {
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        {props.search}
        <div className="hidden flex-wrap gap-1.5 xl:flex">
          {props.facets.map((facet) => (
            <FacetMenu key={facet.key} facet={facet} onToggle={(value) => props.onToggle(facet.key, value)} />
          ))}
        </div>
        {props.facets.length > 0 ? (
          <div className="xl:hidden">
            <AllFacetsMenu facets={props.facets} onToggle={props.onToggle} />
          </div>
        ) : null}
        {props.aside ? (
          <div className="ml-auto flex items-center gap-2 text-xs text-muted">{props.aside}</div>
        ) : null}
      </div>
      {props.chips.length > 0 ? (
        <ul aria-label="Active filters" className="flex flex-wrap items-center gap-1.5">
          {props.chips.map((chip) => (
            <li key={chip.key} className="max-w-full min-w-0">
              <button
                type="button"
                onClick={chip.onRemove}
                aria-label={`Remove filter ${chip.title}: ${chip.value}`}
                className="inline-flex h-6 max-w-[min(20rem,100%)] items-center gap-1 rounded-sm bg-accent-soft pr-1 pl-2 text-xs hover:brightness-95 dark:hover:brightness-125"
              >
                <span className="whitespace-nowrap text-muted">{chip.title}</span>
                <span className="truncate font-medium">{chip.value}</span>
                <X aria-hidden className="size-3.5 shrink-0 text-muted" />
              </button>
            </li>
          ))}
          <li>
            <Button variant="ghost" size="sm" className="h-6" onClick={props.onClearAll}>
              Clear all
            </Button>
          </li>
        </ul>
      ) : null}
    </div>
  );
}
