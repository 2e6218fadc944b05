'use client';
import { Button, Field, Input } from '@teredo-fleet/ui';
import { Plus } from 'lucide-react';
import { useId, useState } from 'react';
import { languageName } from './notice-content';
import { canonicalLanguage, MOST_LANGUAGES } from './notice-rules';

const USUAL = [
  'en',
  'de',
  'fr',
  'es',
  'pt-BR',
  'ru',
  'ja',
  'zh-Hans',
  'it',
  'nl',
  'pl',
  'tr',
  'ar',
  'he',
  'hi',
  'ko',
];

function faultOf(tag: string, there: readonly string[]): string | null {
  const canonical = canonicalLanguage(tag);
  if (canonical === null) return 'Write a language tag such as en, de-CH or zh-Hans.';
  if (there.some((language) => canonicalLanguage(language) === canonical))
    return `${languageName(canonical)} is there already.`;
  return there.length >= MOST_LANGUAGES ? `A notice has at most ${MOST_LANGUAGES} languages.` : null;
}

/** Adds a language by its tag. */
export function AddLanguage({ there, onAdd }: { there: readonly string[]; onAdd(language: string): void }) {
  const [tag, setTag] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const list = useId();
  return (
    <form
      noValidate
      className="flex items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        const wrong = faultOf(tag, there);
        setFault(wrong);
        if (wrong !== null) return;
        onAdd(canonicalLanguage(tag) ?? tag);
        setTag('');
      }}
    >
      <Field label="Another language" hint="Its tag, such as de or pt-BR." error={fault} className="w-52">
        {(control) => (
          <span className="flex gap-2">
            <Input
              {...control}
              list={list}
              autoComplete="off"
              spellCheck={false}
              value={tag}
              onChange={(event) => {
                setTag(event.target.value);
                setFault(null);
              }}
            />
            <Button type="submit">
              <Plus aria-hidden /> Add
            </Button>
          </span>
        )}
      </Field>
      <datalist id={list}>
        {USUAL.filter((one) => !there.includes(one)).map((one) => (
          <option key={one} value={one}>
            {languageName(one)}
          </option>
        ))}
      </datalist>
    </form>
  );
}
