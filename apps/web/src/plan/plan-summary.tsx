import { AbsoluteTime, DefinitionList, Disclosure } from '@teredo-fleet/ui';
import { desiredWords, firewallWords } from '@/change/desired';
import { filterWords } from '@/filter/machine-filter';
import { useScopes } from '@/filter/use-scopes';
import type { RolloutView } from '@/trpc/shapes';
import { openWords, tripWords } from './gate-words';
import type { FormPlan } from './shapes';
import { spanWords } from './span-words';
import { SummaryNotice } from './summary-notice';
import { selectionWords } from './wave-words';
import { windowsWords } from './window-words';

export function limitWords({ atOnce, perMinute }: FormPlan['limits']): string {
  const parts = [
    atOnce === null ? null : `${atOnce.toLocaleString('en-GB')} at the same time`,
    perMinute === null ? null : `${perMinute.toLocaleString('en-GB')} a minute`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? 'no limit' : `at most ${parts.join(', ')}`;
}

/** The waves of a plan in words. */
export function PlanWaves({ plan }: { plan: FormPlan }) {
  const scopes = useScopes();
  return (
    <ol className="flex flex-col gap-2 text-sm">
      {plan.waves.map((wave, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: waves are known by their place
        <li key={index}>
          <span className="font-medium">
            {index + 1}. {wave.name}
          </span>
          : {selectionWords(wave.selection, scopes)}
          <p className="text-xs text-muted">
            {tripWords(wave.gate)} {index === plan.waves.length - 1 ? '' : openWords(wave.gate, null)}
            {wave.patienceSeconds === null ? '' : ` Late after ${spanWords(wave.patienceSeconds)}.`}
          </p>
        </li>
      ))}
    </ol>
  );
}

/** The whole plan in words, for who is to say yes to it. */
export function PlanSummary(props: {
  plan: FormPlan;
  open?: boolean;
  /** Of a plan that was submitted: the notice that it has. */
  notice?: RolloutView['noticeDocument'];
}) {
  const { plan, open } = props;
  const { target, exclusions, windows } = plan;
  const scopes = useScopes();
  return (
    <div className="flex flex-col gap-2">
      <DefinitionList
        wide={open ?? false}
        items={[
          ['Machines', filterWords(target.filter, scopes)],
          [
            'Who belongs to it',
            target.mode === 'live' ? 'who matches while it runs' : 'who matches when it is submitted',
          ],
          [
            'Left out',
            exclusions.length === 0
              ? 'nobody'
              : exclusions
                  .map(({ filter, reason }) => `${filterWords(filter, scopes)} (${reason})`)
                  .join('; '),
          ],
          ['Change', desiredWords(plan.work.desired)],
          ['Firewall', firewallWords(plan.work.desired.firewall)],
          ['Notice', <SummaryNotice key="notice" notice={plan.notice} pinned={props.notice} />],
          [
            'Windows',
            windows.length === 0 ? windowsWords([]) : `${windowsWords(windows)}, by each machine’s own clock`,
          ],
          ['Limits', limitWords(plan.limits)],
          ['Start', plan.startAt === null ? 'when approved' : <AbsoluteTime key="start" at={plan.startAt} />],
          ['End', plan.endAt === null ? null : <AbsoluteTime key="end" at={plan.endAt} />],
        ]}
      />
      <Disclosure summary={`Waves (${plan.waves.length})`} open={open ?? false}>
        <PlanWaves plan={plan} />
      </Disclosure>
    </div>
  );
}
