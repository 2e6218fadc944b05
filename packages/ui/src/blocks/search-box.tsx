'use client';
import { Search, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Input } from '../primitives/input';
import { Kbd } from '../primitives/kbd';

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
