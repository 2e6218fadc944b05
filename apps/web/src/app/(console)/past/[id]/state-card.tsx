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
import { isKept } from '../is-kept';

type Told = Pick<PastMachine, 'state' | 'status' | 'at' | 'keptSince'>;

const nothing = (words: string) => (
  <Card title="What it was">
    <p className="text-sm text-muted">{words}</p>
  </Card>
);

/** Why there is nothing to tell of a machine; null: there is. */
function lack(machine: Told): string | null {
  const { state, status } = machine;
  if (status === null)
    return isKept(machine) ? 'It was not enrolled yet.' : 'Whether it was enrolled then is not kept.';
  if (state !== null) return null;
  return isKept(machine)
    ? 'It had reported nothing by then.'
    : 'What it had reported by then, if anything, is not kept.';
}

/** What a machine was, as it had reported it. */
export function StateCard({ machine }: { machine: Told }) {
  const { state, status } = machine;
  if (state === null || status === null) return nothing(lack(machine) ?? '');
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
