'use client';
import { Button, type ButtonProps, Dialog } from '@teredo-fleet/ui';
import { ShieldCheck } from 'lucide-react';
import { useId, useState } from 'react';
import { useMay } from '@/shell/viewer';
import { type WaivedRule, WaiveForm } from './waive-form';

/** Lets somebody answer for a finding until a day: of one machine, or of those with a label. */
export function WaiveButton(props: {
  rule: WaivedRule;
  /** Null: machines are chosen by a label. */
  machine: { id: string; hostname: string } | null;
  words: string;
  size?: ButtonProps['size'];
}) {
  const { rule, machine } = props;
  const form = useId();
  const may = useMay();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  if (!may('waiver.grant')) return null;
  const whose = machine === null ? 'machines with a label' : machine.hostname;
  return (
    <>
      <Button size={props.size ?? 'sm'} onClick={() => setOpen(true)}>
        <ShieldCheck aria-hidden /> {props.words}
        <span className="sr-only">: {rule.title}</span>
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={`Waive “${rule.title}” for ${whose}`}
        description={`The finding stays visible and is counted as waived, neither passed nor open. It is waived for version ${rule.version} of the rule: when the rule comes to mean something else, it is a finding again.`}
        footer={
          <>
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <Button type="submit" form={form} variant="primary" busy={busy}>
              Waive
            </Button>
          </>
        }
      >
        <WaiveForm
          id={form}
          rule={rule}
          machineId={machine?.id ?? null}
          onBusy={setBusy}
          onDone={() => setOpen(false)}
        />
      </Dialog>
    </>
  );
}
