import type { FindingRuleRow } from '@/trpc/shapes';

/** How far the engine came with a rule that is new, or came to mean something else. */
export function JudgingNote({ own }: Pick<FindingRuleRow, 'own'>) {
  if (own === null || own.judging === null || own.retired !== null) return null;
  const { judged, machines } = own.judging;
  return (
    <p className="text-xs text-muted" aria-live="polite">
      {machines === 0
        ? 'Machines are about to be judged by it.'
        : `Judged ${judged.toLocaleString('en-GB')} of ${machines.toLocaleString('en-GB')} machines by it so far.`}
    </p>
  );
}
