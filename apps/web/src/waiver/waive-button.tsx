'use client';
import { Button, type ButtonProps } from '@teredo-fleet/ui';
import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { useMay } from '@/shell/viewer';
import { WaiveDialog, type WaivedMachine, type WaivedRule } from './waive-dialog';

/** Lets somebody answer for a finding until a day: of one machine, or of those with a label. */
export function WaiveButton(props: {
  rule: WaivedRule;
  /** Null: machines are chosen by a label. */
  machine: WaivedMachine | null;
  words: string;
  size?: ButtonProps['size'];
}) {
  const { rule, machine } = props;
  const may = useMay();
  const [open, setOpen] = useState(false);
  if (!may('waiver.grant')) return null;
  return (
    <>
      <Button size={props.size ?? 'sm'} onClick={() => setOpen(true)}>
        <ShieldCheck aria-hidden /> {props.words}
        <span className="sr-only">: {rule.title}</span>
      </Button>
      {open ? <WaiveDialog rule={rule} machine={machine} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
