'use client';
import { Search, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { cn } from '../cn';
import { Input } from '../primitives/input';
import { Kbd } from '../primitives/kbd';
import { ToldValues } from './told-values';

const REST_MS = 200;

/** Text as it is typed, and told after a short rest. What the owner changes meanwhile by itself ends what was being typed. */
function useTypedText({ value, onChange }: { value: string; onChange(value: string): void }) {
  const [text, setText] = useState(value);
  const told = useRef<ToldValues>(null);
  told.current ??= new ToldValues(value);
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  const tellOwner = useRef(onChange);
  useEffect(() => {
    tellOwner.current = onChange;
  });
  useEffect(() => {
    if (told.current?.comesBack(value)) return;
    clearTimeout(rest.current);
    setText(value);
  }, [value]);
  useEffect(() => () => clearTimeout(rest.current), []);
  const tell = (next: string) => {
    clearTimeout(rest.current);
    setText(next);
    told.current?.tell(next);
    tellOwner.current(next);
  };
  const type = (next: string) => {
    setText(next);
    clearTimeout(rest.current);
    rest.current = setTimeout(() => tell(next), REST_MS);
  };
  return { text, type, tell };
}

/** A search box that tells its value after a short rest; `/` puts the cursor into it. */
export function SearchBox(props: { value: string; placeholder: string; onChange(value: string): void }) {
  const { text, type, tell } = useTypedText(props);
  return (
    <div className={cn('relative min-w-0 grow basis-48 sm:max-w-72', text === '' && 'print:hidden')}>
      <Search aria-hidden className="pointer-events-none absolute top-2 left-2.5 size-4 text-faint" />
      <Input
        type="search"
        data-search
        aria-label={props.placeholder}
        aria-keyshortcuts="/"
        placeholder={props.placeholder}
        value={text}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') tell(text);
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
        className="pr-8 pl-8 [&::-webkit-search-cancel-button]:hidden"
      />
      {text ? (
        <button
          type="button"
          aria-label="Clear the search"
          onClick={() => tell('')}
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
