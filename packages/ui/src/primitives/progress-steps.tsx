import {
  Circle,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleHelp,
  CircleX,
  LoaderCircle,
  type LucideIcon,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '../cn';
import { type Tone, toneText } from '../tone';

/** `unknown` is shown as unknown: only reported facts move a step on. */
export type ProgressState = 'done' | 'current' | 'next' | 'failed' | 'unknown' | 'skipped' | 'attention';

export interface ProgressStep {
  key: string;
  title: ReactNode;
  detail?: ReactNode;
  state: ProgressState;
  /** The time, ready to show. */
  at?: ReactNode;
}

const looks: Record<ProgressState, { icon: LucideIcon; tone: Tone; word: string }> = {
  done: { icon: CircleCheck, tone: 'ok', word: 'done' },
  current: { icon: LoaderCircle, tone: 'accent', word: 'under way' },
  next: { icon: Circle, tone: 'idle', word: 'to come' },
  failed: { icon: CircleX, tone: 'bad', word: 'failed' },
  unknown: { icon: CircleHelp, tone: 'warn', word: 'unknown' },
  skipped: { icon: CircleDashed, tone: 'idle', word: 'skipped' },
  attention: { icon: CircleAlert, tone: 'warn', word: 'waiting' },
};

/** What happened step by step, newest last. */
export function ProgressSteps({ steps, label }: { steps: readonly ProgressStep[]; label: string }) {
  return (
    <ol aria-label={label} className="relative">
      {steps.map((step, index) => {
        const look = looks[step.state];
        const Icon = look.icon;
        return (
          <li key={step.key} className="relative flex gap-2.5 pb-3 last:pb-0">
            {index < steps.length - 1 ? (
              <span aria-hidden className="absolute top-5 bottom-0 left-[7.5px] w-px bg-line" />
            ) : null}
            <Icon
              aria-hidden
              className={cn(
                'mt-0.5 size-4 shrink-0',
                toneText[look.tone],
                step.state === 'current' && 'animate-spin',
              )}
            />
            <div className="min-w-0 grow">
              <div className="flex flex-wrap items-baseline justify-between gap-x-3">
                <span className={cn('text-sm', step.state === 'next' ? 'text-faint' : 'font-medium')}>
                  {step.title}
                  <span className="sr-only"> ({look.word})</span>
                  {step.state === 'unknown' ? (
                    <span className="ml-1.5 text-xs text-warn">unknown</span>
                  ) : null}
                  {step.state === 'skipped' ? (
                    <span className="ml-1.5 text-xs text-faint">skipped</span>
                  ) : null}
                </span>
                {step.at ? <span className="text-xs text-muted">{step.at}</span> : null}
              </div>
              {step.detail ? <div className="text-xs break-words text-muted">{step.detail}</div> : null}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
