'use client';
import { cn, Field, Input, Textarea } from '@teredo-fleet/ui';
import {
  composedLength,
  directionOf,
  LONGEST_BODY,
  type NoticeField,
  type NoticeWords,
} from './notice-rules';

const FIELDS: readonly {
  field: NoticeField;
  label: string;
  hint: string;
  rows: number;
  optional: boolean;
}[] = [
  {
    field: 'title',
    label: 'Title',
    hint: 'The title of the window; at most 120 characters.',
    rows: 0,
    optional: false,
  },
  {
    field: 'changes',
    label: 'What changes',
    hint: 'On this computer, in the words of its user.',
    rows: 3,
    optional: false,
  },
  { field: 'when', label: 'When', hint: 'When it happens and how long it takes.', rows: 2, optional: true },
  {
    field: 'whom',
    label: 'Whom to ask',
    hint: 'Write {contact} for whoever wrote the plan.',
    rows: 2,
    optional: true,
  },
  {
    field: 'body',
    label: 'Before all that',
    hint: 'Stands first: a greeting, or why.',
    rows: 2,
    optional: true,
  },
];

/** The words of one language, each part with what is wrong with it. */
export function WordsFields(props: {
  words: NoticeWords;
  faultOf(field: NoticeField): string | null;
  readOnly: boolean;
  onChange(words: NoticeWords): void;
}) {
  const { words, readOnly } = props;
  const length = composedLength(words);
  const text = { lang: words.language, dir: directionOf(words.language), readOnly };
  return (
    <div className="flex flex-col gap-3">
      {FIELDS.map(({ field, label, hint, rows, optional }) => {
        const set = (value: string) => props.onChange({ ...words, [field]: value });
        return (
          <Field
            key={field}
            label={label}
            hint={readOnly ? null : hint}
            error={props.faultOf(field)}
            optional={optional}
          >
            {(control) =>
              rows === 0 ? (
                <Input
                  {...control}
                  {...text}
                  value={words[field]}
                  onChange={(event) => set(event.target.value)}
                />
              ) : (
                <Textarea
                  {...control}
                  {...text}
                  rows={rows}
                  value={words[field]}
                  onChange={(event) => set(event.target.value)}
                />
              )
            }
          </Field>
        );
      })}
      <p className={cn('tnum text-xs', length > LONGEST_BODY ? 'text-bad' : 'text-muted')}>
        {length.toLocaleString('en-GB')} of {LONGEST_BODY.toLocaleString('en-GB')} characters below the title
      </p>
    </div>
  );
}
