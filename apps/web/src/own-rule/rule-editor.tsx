import { Button, Card } from '@teredo-fleet/ui';
import { FaultState } from '@/presentation/fault-state';
import { FactList } from './fact-list';
import { PreviewCard } from './preview-card';
import { SAMPLES } from './rule-draft';
import { ExpressionFields, WordFields } from './rule-fields';
import type { RuleForm } from './use-rule-form';

function Samples({ form }: { form: RuleForm }) {
  return (
    <p className="flex flex-wrap items-center gap-2 text-sm">
      Begin with:
      {SAMPLES.map((sample) => (
        <Button key={sample.name} size="sm" onClick={() => form.begin(sample)}>
          {sample.title}
        </Button>
      ))}
    </p>
  );
}

/** Everything that a rule needs, with whom it hits beside it. `outcome`: what saving does. */
export function RuleEditor({ form, isNew, outcome }: { form: RuleForm; isNew: boolean; outcome: string }) {
  return (
    <div className="grid items-start gap-4 xl:grid-cols-[1fr_24rem]">
      <form
        noValidate
        className="flex min-w-0 flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          form.submit();
        }}
      >
        {isNew ? <Samples form={form} /> : null}
        <Card title="What it decides by">
          <div className="flex flex-col gap-4">
            <ExpressionFields form={form} />
          </div>
        </Card>
        <PreviewCard draft={form.draft} />
        <Card title="What it is called">
          <div className="flex flex-col gap-4">
            <WordFields form={form} isNew={isNew} />
          </div>
        </Card>
        {form.save.error ? <FaultState title="The rule was not saved" error={form.save.error} /> : null}
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" variant="primary" busy={form.save.isPending}>
            Save the rule
          </Button>
          <p className="text-xs text-muted">{outcome}</p>
        </div>
      </form>
      <FactList onChoose={form.putFact} />
    </div>
  );
}
