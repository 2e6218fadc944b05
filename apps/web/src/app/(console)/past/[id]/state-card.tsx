import { AbsoluteTime, Card, DefinitionList } from '@teredo-fleet/ui';
import {
  configuredLook,
  effectiveLook,
  natWord,
  reachableLook,
  roleWord,
  serverWord,
  setByWord,
} from '@/presentation/facts';
import { LookStatus } from '@/presentation/look-status';
import { STATUSES } from '@/presentation/severity';
import type { PastMachine } from '@/trpc/shapes';
import { diagnosisLook } from '../diagnosis-look';

const nothing = (words: string) => (
  <Card title="What it was">
    <p className="text-sm text-muted">{words}</p>
  </Card>
);

/** What a machine was, as it had reported it. */
export function StateCard({
  machine: { state, status },
}: {
  machine: Pick<PastMachine, 'state' | 'status'>;
}) {
  if (status === null) return nothing('It was not enrolled yet.');
  if (state === null) return nothing('It had reported nothing by then.');
  return (
    <Card title="What it was" aside="as it had reported">
      <DefinitionList
        items={[
          ['Enrolment', <LookStatus key="m" look={STATUSES[status]} />],
          [
            'Diagnosis',
            <span key="d" className="inline-flex flex-col items-end">
              <LookStatus look={diagnosisLook(state)} />
              <span className="text-xs text-muted">
                Code <code>{state.diagnosis}</code>
              </span>
            </span>,
          ],
          ['Configured', <LookStatus key="c" look={configuredLook(state.configured)} />],
          ['Set', setByWord(state.setBy)],
          ['Effective', <LookStatus key="e" look={effectiveLook(state.effective)} />],
          ['Reachable', <LookStatus key="r" look={reachableLook(state.reachable as 'yes')} />],
          ['Role', roleWord(state.role)],
          ['NAT', natWord(state.nat)],
          ['Teredo server', serverWord(state.server ?? 'none')],
          ['Teredo address', state.teredoAddress],
          ['System', state.osName],
          ['Observed so since', <AbsoluteTime key="s" at={state.since} />],
        ]}
      />
    </Card>
  );
}
