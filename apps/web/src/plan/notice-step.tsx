'use client';
import { Callout } from '@teredo-fleet/ui';
import { NoticeForm } from '@/change/notice-form';
import { ChosenNotice, NoticeChoice } from '@/notice/notice-choice';
import type { StepProps } from './step-props';
import { faultsBelow } from './steps';

/** Whether and how the people who use the machines are told. */
export function NoticeStep({ plan, faults, standardTexts, scopeId, onChange }: StepProps) {
  const { policy, texts, document } = plan.notice;
  // Windows are by each machine's own clock.
  const latestStart = plan.windows.length === 0 ? plan.endAt : null;
  return (
    <div className="flex max-w-3xl flex-col gap-4">
      <NoticeForm
        draft={{ policy, text: texts?.[0] ?? null }}
        standard={standardTexts}
        hostname="a targeted machine"
        latestStart={latestStart}
        origin={
          <NoticeChoice
            scopeId={scopeId}
            value={document ?? null}
            otherwise="Standard texts, or words of this plan alone"
            pinned="when the plan is submitted"
            onChange={(id) => onChange({ notice: id === null ? { policy } : { policy, document: id } })}
          />
        }
        document={
          document === undefined ? null : (
            <ChosenNotice id={document} policy={policy} latestStart={latestStart} />
          )
        }
        onChange={({ policy: next, text }) => {
          if (document !== undefined) return onChange({ notice: { policy: next, document } });
          onChange({ notice: text === null ? { policy: next } : { policy: next, texts: [text] } });
        }}
      />
      {faultsBelow(faults, 'notice').map(({ field, text }) => (
        <Callout key={field} tone="bad">
          {text}
        </Callout>
      ))}
    </div>
  );
}
