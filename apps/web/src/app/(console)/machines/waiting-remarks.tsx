import { Time } from '@teredo-fleet/ui';
import { Ban, Copy, type LucideIcon, Tag } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import type { MachineRow } from '@/trpc/shapes';
import { moreWords, standingWords } from './queue-words';

type Remark = NonNullable<MachineRow['waiting']>['remarks'][number];

const ICONS: Record<Remark['kind'], LucideIcon> = {
  'refused-before': Ban,
  'same-hostname': Tag,
  'same-hardware': Copy,
};

function Other({ machine }: { machine: Remark['machine'] }) {
  return (
    <Link href={`/machines/${machine.id}`} className="font-medium underline underline-offset-2">
      {machine.hostname}
    </Link>
  );
}

/** `id` is that of the machine that waits. */
function remarkText(remark: Remark, id: string): ReactNode {
  const { machine } = remark;
  switch (remark.kind) {
    case 'refused-before':
      return (
        <>
          Refused before{machine.id === id ? null : <>, as {<Other machine={machine} />}</>}, by {remark.by}{' '}
          <Time at={remark.at} quiet />
          {remark.reason === null ? null : `: “${remark.reason}”`}
        </>
      );
    case 'same-hostname':
      return (
        <>
          Same name as <Other machine={machine} />, which is {standingWords(machine.status)}
          {moreWords(remark.more)}
        </>
      );
    case 'same-hardware':
      return (
        <>
          Same hardware as <Other machine={machine} />, which is {standingWords(machine.status)}
          {moreWords(remark.more)}
        </>
      );
  }
}

/** What is known of a machine that waits, each with a link to the other machine. */
export function WaitingRemarks(props: { id: string; remarks: readonly Remark[] }) {
  return (
    <ul className="flex flex-col gap-0.5 text-xs wrap-anywhere">
      {props.remarks.map((remark) => {
        const Icon = ICONS[remark.kind];
        return (
          <li key={remark.kind} className="flex items-start gap-1.5">
            <Icon
              aria-hidden
              className={`mt-0.5 size-3.5 shrink-0 ${remark.kind === 'refused-before' ? 'text-bad' : 'text-warn'}`}
            />
            <span>{remarkText(remark, props.id)}</span>
          </li>
        );
      })}
    </ul>
  );
}
