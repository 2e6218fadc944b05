'use client';
import { ListFilter, Search, X } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { Button } from '../primitives/button';
import { Input } from '../primitives/input';
import { Kbd } from '../primitives/kbd';
import { Menu, MenuCheckItem, MenuLabel, MenuSeparator } from '../primitives/menu';

export interface Facet {
  key: string;
  title: string;
  options: readonly { value: string; label: string; count?: number | undefined }[];
  selected: readonly string[];
}

export interface FilterChip {
  key: string;
  title: string;
  value: string;
  onRemove(): void;
}

/** A search box that tells its value after a short rest; `/` puts the cursor into it. */
export function SearchBox(props: { value: string; placeholder: string; onChange(value: string): void }) {
  const [text, setText] = useState(props.value);
  const { value, onChange } = props;
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => onChange(text), 200);
    return () => clearTimeout(timer);
  }, [text, value, onChange]);
  return (
    <div className="relative min-w-0 grow basis-48 sm:max-w-72">
      <Search aria-hidden className="pointer-events-none absolute top-2 left-2.5 size-4 text-faint" />
      <Input
        type="search"
        data-search
        aria-label={props.placeholder}
        aria-keyshortcuts="/"
        placeholder={props.placeholder}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onChange(text);
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
        className="pr-8 pl-8 [&::-webkit-search-cancel-button]:hidden"
      />
      {text ? (
        <button
          type="button"
          aria-label="Clear the search"
          onClick={() => onChange('')}
          className="absolute top-1 right-1 inline-flex size-6 items-center justify-center rounded-sm text-faint hover:text-ink"
        >
          <X aria-hidden className="size-3.5" />
        </button>
      ) : (
        <span aria-hidden className="pointer-events-none absolute top-1.5 right-2 hidden sm:block">
          <Kbd>/</Kbd>
        </span>
      )}
    </div>
  );
}

function FacetMenu({ facet, onToggle }: { facet: Facet; onToggle(value: string): void }) {
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
      {facet.options.map((option) => (
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
      ))}
    </Menu>
  );
}

function AllFacetsMenu({
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
          {facet.options.map((option) => (
            <MenuCheckItem
              key={option.value}
              checked={facet.selected.includes(option.value)}
              onCheckedChange={() => onToggle(facet.key, option.value)}
              onSelect={(event) => event.preventDefault()}
            >
              <span className="grow">{option.label}</span>
              {option.count === undefined ? null : (
                <span className="tnum pl-4 text-xs text-faint">{option.count}</span>
              )}
            </MenuCheckItem>
          ))}
        </div>
      ))}
    </Menu>
  );
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
            <li key={chip.key}>
              <button
                type="button"
                onClick={chip.onRemove}
                aria-label={`Remove filter ${chip.title}: ${chip.value}`}
                className="inline-flex h-6 max-w-64 items-center gap-1 rounded-sm bg-accent-soft pr-1 pl-2 text-xs hover:brightness-95 dark:hover:brightness-125"
              >
                <span className="text-muted">{chip.title}</span>
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
