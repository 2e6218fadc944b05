import { LongTextField, SelectField, TextField } from '@teredo-fleet/ui';
import { ScopeField } from '@/presentation/scope-field';
import { ExpressionField } from './expression-field';
import type { RuleForm } from './use-rule-form';

function Words(props: {
  form: RuleForm;
  field: 'demand' | 'remedy';
  label: string;
  hint: string;
  maxLength: number;
}) {
  const { form, field } = props;
  return (
    <LongTextField
      label={props.label}
      hint={props.hint}
      error={form.faults[field] ?? null}
      maxLength={props.maxLength}
      value={form.draft[field]}
      onChange={(words) => form.set(field, words)}
    />
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
            hint={`It never changes: filters and files call the rule by it, as in own-${draft.name || 'short-name'}.`}
            maxLength={60}
            error={faults.name ?? null}
            value={draft.name}
            onChange={form.setName}
          />
        ) : null}
        <SelectField
          label="Kind"
          error={faults.kind ?? null}
          value={draft.kind}
          choices={[
            ['compliance', 'Compliance: something is set as it says'],
            ['function', 'Function: something works'],
          ]}
          onChange={(kind) => form.set('kind', kind)}
        />
        <SelectField
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
        <ScopeField
          label="Asked of"
          error={faults.scopeId}
          every="Machines of every scope"
          value={draft.scopeId}
          onChange={(scopeId) => form.set('scopeId', scopeId)}
        />
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
