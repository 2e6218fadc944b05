import { useQuery } from '@tanstack/react-query';
import { Field, Select, Textarea, TextField } from '@teredo-fleet/ui';
import { useTRPC } from '@/trpc/client';
import { ExpressionField } from './expression-field';
import type { RuleForm } from './use-rule-form';

function Choice<T extends string>(props: {
  label: string;
  hint?: string;
  error?: string | null;
  value: T;
  choices: readonly (readonly [T, string])[];
  onChange(value: T): void;
}) {
  return (
    <Field label={props.label} hint={props.hint} error={props.error ?? null}>
      {(control) => (
        <Select
          {...control}
          value={props.value}
          onChange={(event) => props.onChange(event.target.value as T)}
        >
          {props.choices.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

function ScopeChoice({ form }: { form: RuleForm }) {
  const trpc = useTRPC();
  const scopes = useQuery(trpc.scopes.list.queryOptions()).data?.rows ?? [];
  if (scopes.length < 2 && form.draft.scopeId === '') return null;
  return (
    <Choice
      label="Asked of"
      error={form.faults.scopeId ?? null}
      value={form.draft.scopeId}
      choices={[['', 'Machines of every scope'], ...scopes.map(({ id, name }) => [id, name] as const)]}
      onChange={(scopeId) => form.set('scopeId', scopeId)}
    />
  );
}

function Words(props: {
  form: RuleForm;
  field: 'demand' | 'remedy';
  label: string;
  hint: string;
  maxLength: number;
}) {
  const { form, field } = props;
  return (
    <Field label={props.label} hint={props.hint} error={form.faults[field] ?? null}>
      {(control) => (
        <Textarea
          {...control}
          maxLength={props.maxLength}
          value={form.draft[field]}
          onChange={(event) => form.set(field, event.target.value)}
        />
      )}
    </Field>
  );
}

/** What a rule decides by. */
export function ExpressionFields({ form }: { form: RuleForm }) {
  const { draft, faults, expressionFaults, inputs } = form;
  return (
    <>
      <ExpressionField
        label="Is for"
        hint="For which machines it is; of all others it says “not applicable”. Left empty: for every machine."
        optional
        value={draft.appliesWhen}
        fault={expressionFaults.appliesWhen}
        error={faults.appliesWhen ?? null}
        input={inputs.appliesWhen}
        onFocus={() => form.focus('appliesWhen')}
        onChange={(value) => form.set('appliesWhen', value)}
      />
      <ExpressionField
        label="Asks that"
        hint="Where it is so the machine passes; where it is not, that is a finding. What rests on something unknown is unknown, and never a pass."
        value={draft.asks}
        fault={expressionFaults.asks}
        error={faults.asks ?? null}
        input={inputs.asks}
        onFocus={() => form.focus('asks')}
        onChange={(value) => form.set('asks', value)}
      />
    </>
  );
}

/** What a rule is called, and what it says for itself. */
export function WordFields({ form, isNew }: { form: RuleForm; isNew: boolean }) {
  const { draft, faults } = form;
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField
          label="Title"
          maxLength={120}
          error={faults.title ?? null}
          value={draft.title}
          onChange={form.setTitle}
        />
        {isNew ? (
          <TextField
            label="Short name"
            hint={`Filters and files call it own-${draft.name || '…'}. It never changes.`}
            maxLength={60}
            error={faults.name ?? null}
            value={draft.name}
            onChange={form.setName}
          />
        ) : null}
        <Choice
          label="Kind"
          error={faults.kind ?? null}
          value={draft.kind}
          choices={[
            ['compliance', 'Compliance: something is set as it says'],
            ['function', 'Function: something works'],
          ]}
          onChange={(kind) => form.set('kind', kind)}
        />
        <Choice
          label="Severity"
          error={faults.severity ?? null}
          value={draft.severity}
          choices={[
            ['high', 'High'],
            ['medium', 'Medium'],
            ['low', 'Low'],
          ]}
          onChange={(severity) => form.set('severity', severity)}
        />
        <ScopeChoice form={form} />
      </div>
      <Words
        form={form}
        field="demand"
        label="What it asks for, in words"
        hint="A sentence that somebody understands who never saw the expression."
        maxLength={500}
      />
      <Words
        form={form}
        field="remedy"
        label="What helps"
        hint="What whoever looks after the machine does about a finding."
        maxLength={1000}
      />
    </>
  );
}
