import { Button, Field, Textarea } from '@teredo-fleet/ui';
import type { RefObject } from 'react';
import { type ExpressionFault, mended } from './rule-text';

/** The line that the fault is in, with the place marked. */
function Place({ text, fault }: { text: string; fault: ExpressionFault }) {
  const line = text.split(/\r\n|\r|\n/)[fault.line - 1] ?? '';
  const before = line.slice(0, fault.column - 1);
  const marked = line.slice(fault.column - 1, fault.column - 1 + Math.max(fault.length, 1)) || '\u00a0';
  const after = line.slice(before.length + marked.length);
  return (
    <code className="block overflow-x-auto rounded-sm bg-sunken px-2 py-1 text-xs whitespace-pre" aria-hidden>
      {before}
      <mark className="bg-bad-soft text-bad underline decoration-wavy">{marked}</mark>
      {after}
    </code>
  );
}

/** An expression, with what can't be read marked at its place while one types. */
export function ExpressionField(props: {
  label: string;
  hint: string;
  optional?: boolean;
  value: string;
  /** Null: it can be read, or there is nothing to say yet. */
  fault: ExpressionFault | null;
  /** What the server said. */
  error: string | null;
  input: RefObject<HTMLTextAreaElement | null>;
  onChange(value: string): void;
  onFocus(): void;
}) {
  const { value, fault } = props;
  const said = fault === null ? props.error : `Line ${fault.line}, column ${fault.column}: ${fault.message}`;
  return (
    <div className="flex flex-col gap-1">
      <Field label={props.label} hint={props.hint} optional={props.optional ?? false} error={said}>
        {(control) => (
          <Textarea
            {...control}
            ref={props.input}
            className="min-h-20 font-mono text-sm"
            spellCheck={false}
            autoCapitalize="off"
            autoCorrect="off"
            value={value}
            onFocus={props.onFocus}
            onChange={(event) => props.onChange(event.target.value)}
          />
        )}
      </Field>
      {fault === null ? null : (
        <>
          <Place text={value} fault={fault} />
          {fault.suggestion === null || fault.suggestion === '' ? null : (
            <Button size="sm" className="self-start" onClick={() => props.onChange(mended(value, fault))}>
              Write <code>{fault.suggestion}</code> there
            </Button>
          )}
        </>
      )}
    </div>
  );
}
