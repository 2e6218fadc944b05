'use client';
import { Button, Callout, Field, Textarea, TextField, useEarlyInput } from '@teredo-fleet/ui';
import { FileUp, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { useDroppedFiles } from '@/presentation/use-dropped-files';
import { type Checking, useCheck } from './use-check';
import { Verdict } from './verdict';

const NO_FINGERPRINT = 'A fingerprint has 64 hex digits. It stands in the console at Audit, Chain.';

function Chooser({ file, onFile }: { file: File | null; onFile(file: File): void }) {
  const chooser = useEarlyInput<HTMLInputElement>();
  const over = useDroppedFiles((files) => {
    if (files[0] !== undefined) onFile(files[0]);
  });
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <input
        ref={chooser}
        type="file"
        accept=".zip"
        hidden
        aria-label="Bundle"
        onChange={(event) => {
          const chosen = event.target.files?.[0];
          if (chosen !== undefined) onFile(chosen);
          event.target.value = '';
        }}
      />
      <Button size="lg" onClick={() => chooser.current?.click()}>
        <FileUp aria-hidden /> Choose the bundle
      </Button>
      <span className="min-w-0 text-sm wrap-anywhere text-muted">
        {over ? 'Let go: it is read here.' : (file?.name ?? 'or drop the .zip anywhere on this page')}
      </span>
    </div>
  );
}

function Result({ checking }: { checking: Checking }) {
  switch (checking.kind) {
    case 'nothing':
      return null;
    case 'running':
      return <p className="text-sm text-muted">Reading… {checking.part} %</p>;
    case 'done': {
      const { answer, fileName } = checking;
      if (answer.kind === 'verdict') return <Verdict verdict={answer.verdict} fileName={fileName} />;
      if (answer.kind === 'refused') return null;
      return (
        <Callout tone="bad" title="The bundle could not be checked here">
          This browser may be too old, the file may have been moved, or this server was not built whole.
          Choose the file again, or use verify.mjs. {answer.why}
        </Callout>
      );
    }
  }
}

/** Checks a bundle in this browser. */
export function VerifyClient() {
  const [file, setFile] = useState<File | null>(null);
  const [fingerprint, setFingerprint] = useState('');
  const [head, setHead] = useState('');
  const { checking, check, clear } = useCheck();
  const refused = checking.kind === 'done' && checking.answer.kind === 'refused';
  const change = (set: (value: string) => void) => (value: string) => {
    set(value);
    clear();
  };
  return (
    <main className="flex flex-col gap-5">
      <div>
        <h1 className="mb-1 text-xl font-semibold tracking-tight">Check an evidence bundle</h1>
        <p className="max-w-prose text-sm text-muted">
          It is read in this browser and sent nowhere: this page may speak to no server. If you would rather
          not trust a page of the server that made the bundle, take{' '}
          <a href="/verify.mjs" download className="text-accent underline">
            verify.mjs
          </a>{' '}
          along, which does the same with Node on any machine, or write your own from its description.
        </p>
      </div>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (file !== null) check({ file, fingerprint, head });
        }}
      >
        <Chooser
          file={file}
          onFile={(chosen) => {
            setFile(chosen);
            clear();
          }}
        />
        <TextField
          label="Fingerprint of the evidence key"
          optional
          tall
          spellCheck={false}
          autoComplete="off"
          hint="Noted from Audit, Chain. Without it nobody can tell whether the bundle is from your installation."
          error={refused ? NO_FINGERPRINT : null}
          value={fingerprint}
          onChange={change(setFingerprint)}
        />
        <Field
          label="Published heads"
          optional
          hint="Lines of the file that is kept outside the server. Without one nobody can tell whether the newest part was cut off."
        >
          {(control) => (
            <Textarea
              {...control}
              rows={3}
              spellCheck={false}
              autoComplete="off"
              className="font-mono text-xs"
              value={head}
              onChange={(event) => change(setHead)(event.target.value)}
            />
          )}
        </Field>
        <Button
          type="submit"
          variant="primary"
          size="lg"
          disabled={file === null}
          busy={checking.kind === 'running'}
          className="self-start"
        >
          <ShieldCheck aria-hidden /> Check
        </Button>
      </form>
      <div aria-live="polite" className="flex flex-col gap-4">
        <Result checking={checking} />
      </div>
    </main>
  );
}
