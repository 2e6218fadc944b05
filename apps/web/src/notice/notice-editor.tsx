'use client';
import { useQuery } from '@tanstack/react-query';
import { Button, Callout, Card, Field, Select, Status, TextField } from '@teredo-fleet/ui';
import { CircleCheck, PencilLine } from 'lucide-react';
import { useState } from 'react';
import { FaultState } from '@/presentation/fault-state';
import { useTRPC } from '@/trpc/client';
import { readFault } from '@/trpc/fault';
import type { NoticeView } from '@/trpc/shapes';
import { AddLanguage } from './add-language';
import { LanguageTabs } from './language-tabs';
import { emptyWords, languageName } from './notice-content';
import { ReadersCard } from './readers-card';
import type { NoticeForm } from './use-notice-form';

function Outrun({ form }: { form: NoticeForm }) {
  if (!form.isOutrun) return null;
  return (
    <Callout
      tone="warn"
      title="Somebody saved this notice meanwhile"
      action={
        <>
          <Button size="sm" onClick={form.takeTheirs}>
            Take theirs
          </Button>
          <Button size="sm" onClick={form.keepMine}>
            Keep mine
          </Button>
        </>
      }
    >
      Take theirs: what you typed since is lost. Keep mine: saving replaces theirs by what you see.
    </Callout>
  );
}

/** What is wrong and on no field of the open language. */
function FaultSummary({ form, onOpen }: { form: NoticeForm; onOpen(language: string): void }) {
  if (!form.tried || form.faults.length === 0) return null;
  return (
    <Callout tone="bad" title="Not saved yet">
      <ul className="flex flex-col gap-1">
        {form.faults.map(({ language, text }) => (
          <li key={`${language} ${text}`}>
            {language === null ? null : (
              <button type="button" className="target font-medium underline" onClick={() => onOpen(language)}>
                {languageName(language)}
              </button>
            )}
            {language === null ? '' : ': '}
            {text}
          </li>
        ))}
      </ul>
    </Callout>
  );
}

/** The scope of a new notice, for whoever may use more than one. */
function ScopeField({ value, onChange }: { value: string | null; onChange(scopeId: string): void }) {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.scopes.list.queryOptions());
  const rows = data?.rows ?? [];
  if (rows.length < 2) return null;
  return (
    <Field label="Scope" hint="Rollouts of this scope can use it.">
      {(control) => (
        <Select {...control} value={value ?? ''} onChange={(event) => onChange(event.target.value)}>
          <option value="" disabled>
            Choose
          </option>
          {rows.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

/** Writing a notice: its name, its languages, and who reads which. */
export function NoticeEditor(props: {
  form: NoticeForm;
  fleet: NoticeView['fleet'];
  isNew: boolean;
  readOnly: boolean;
  /** What a save would do, in a sentence. */
  outcome: string;
}) {
  const { form, readOnly } = props;
  const { mine } = form;
  const [open, setOpen] = useState<string | null>(null);
  const [scope, setScope] = useState<string | null>(null);
  const there = mine.texts.map(({ language }) => language);
  const add = (language: string) => {
    form.edit({ texts: [...mine.texts, emptyWords(language)] });
    setOpen(language);
  };
  const nameFault =
    form.tried && mine.name.trim() === '' ? 'must not be empty' : (readFault(form.error).fields.name ?? null);
  return (
    <div className="flex flex-col gap-3">
      <Outrun form={form} />
      <FaultSummary form={form} onOpen={setOpen} />
      {form.error && !form.isOutrun ? (
        <FaultState title="The notice was not saved" error={form.error} />
      ) : null}
      <div className="grid items-start gap-3 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <Card>
          <div className="flex flex-col gap-4">
            {readOnly ? null : (
              <div className="grid gap-3 sm:grid-cols-2">
                <TextField
                  label="Name"
                  hint="For you and your colleagues; users do not see it."
                  maxLength={100}
                  error={nameFault}
                  value={mine.name}
                  onChange={(name) => form.edit({ name })}
                />
                {props.isNew ? <ScopeField value={scope} onChange={setScope} /> : null}
              </div>
            )}
            <LanguageTabs
              content={mine}
              faults={form.faults}
              tried={form.tried}
              readOnly={readOnly}
              open={open}
              onOpen={setOpen}
              onChange={(texts) => form.edit({ texts })}
            />
            {readOnly ? null : <AddLanguage there={there} onAdd={add} />}
          </div>
        </Card>
        <ReadersCard fleet={props.fleet} texts={mine.texts} onAdd={readOnly ? null : add} />
      </div>
      {readOnly ? null : (
        <footer className="sticky bottom-0 z-10 -mx-4 flex flex-wrap items-center gap-3 border-t bg-canvas px-4 py-3 lg:-mx-6 lg:px-6">
          <span role="status" className="min-w-0 flex-1 text-xs text-muted">
            <Status
              tone={form.isTouched ? 'idle' : 'ok'}
              icon={form.isTouched ? PencilLine : CircleCheck}
              wrap
            >
              {form.isTouched ? `Not saved. ${props.outcome}` : 'Saved'}
            </Status>
          </span>
          <Button
            variant="primary"
            busy={form.isSaving}
            disabled={!form.isTouched || form.isOutrun}
            onClick={() => form.save(props.isNew ? scope : null)}
          >
            Save
          </Button>
        </footer>
      )}
    </div>
  );
}
