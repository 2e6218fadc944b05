'use client';
import { Button, cn, Field, Textarea, useEarlyInput } from '@teredo-fleet/ui';
import { FileUp, X } from 'lucide-react';
import { useDroppedFiles } from '@/presentation/use-dropped-files';
import { EXAMPLES } from './examples';
import type { GivenText } from './explain-texts';

const PLACEHOLDER = 'C:\\>netsh interface teredo show state';

/** Where outputs come in: pasted, chosen or dropped. */
export function Given(props: {
  pasted: string;
  files: readonly GivenText[];
  trouble: string | null;
  onPaste(text: string): void;
  onFiles(files: readonly File[]): void;
  onRemove(index: number): void;
}) {
  const chooser = useEarlyInput<HTMLInputElement>();
  const over = useDroppedFiles(props.onFiles);
  return (
    <section aria-label="What the machine printed" className="flex flex-col gap-3">
      <Field
        label="What the machine printed"
        hint="Any language, several outputs one after the other. Nothing is sent: it is read in this browser."
        error={props.trouble}
      >
        {(control) => (
          <Textarea
            {...control}
            rows={10}
            spellCheck={false}
            autoComplete="off"
            placeholder={over ? 'Let go: the files are read here.' : PLACEHOLDER}
            className={cn('font-mono text-xs', over && 'border-accent bg-accent-soft')}
            value={props.pasted}
            onChange={(event) => props.onPaste(event.target.value)}
          />
        )}
      </Field>
      <div className="flex flex-wrap items-center gap-2">
        <input
          ref={chooser}
          type="file"
          multiple
          hidden
          onChange={(event) => {
            props.onFiles([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
        <Button onClick={() => chooser.current?.click()}>
          <FileUp aria-hidden /> Add files
        </Button>
        {props.files.length === 0 ? (
          <span className="text-xs text-muted">or drop them anywhere on this page</span>
        ) : null}
        {props.files.map((file, index) => (
          <Button
            // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name
            key={index}
            variant="ghost"
            className="max-w-full"
            aria-label={`Remove ${file.name}`}
            onClick={() => props.onRemove(index)}
          >
            <span className="truncate">{file.name}</span>
            <X aria-hidden />
          </Button>
        ))}
      </div>
      <div className="flex flex-wrap items-center gap-1 text-xs text-muted">
        <span>Try one:</span>
        {EXAMPLES.map(({ title, text }) => (
          <Button key={title} variant="ghost" size="sm" onClick={() => props.onPaste(text)}>
            {title}
          </Button>
        ))}
      </div>
    </section>
  );
}
