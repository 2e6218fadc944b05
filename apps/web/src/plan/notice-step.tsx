'use client';
import { Callout } from '@teredo-fleet/ui';
import { NoticeForm } from '@/change/notice-form';
import type { StepProps } from './step-props';
import { faultsBelow } from './steps';

/** Whether and how the people who use the machines are told. */
export function NoticeStep({ plan, faults, standardTexts, onChange }: StepProps) {
  const { policy, texts } = plan.notice;
  return (
    <div className="flex max-w-3xl flex-col gap-4">
      <NoticeForm
        draft={{ policy, text: texts?.[0] ?? null }}
        standard={standardTexts}
        hostname="a targeted machine"
        onChange={({ policy: next, text }) =>
          onChange({ notice: text === null ? { policy: next } : { policy: next, texts: [text] } })
        }
      />
      {faultsBelow(faults, 'notice').map(({ field, text }) => (
        <Callout key={field} tone="bad">
          {text}
        </Callout>
      ))}
    </div>
  );
}
