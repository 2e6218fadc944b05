import { uuidV5 } from '../core/uuid-v5';
import type { FindingRow } from './finding-rows';
import { oscalProps } from './oscal-words';

/** Somebody answers for it until a day: the deviation is approved, and the risk is there all the same. */
function deviation({ waiver }: FindingRow) {
  if (waiver === null) return {};
  const { id, owner, reason, grantedBy, grantedAt, expiresAt } = waiver;
  return {
    deadline: expiresAt,
    'risk-log': {
      entries: [
        {
          uuid: uuidV5('waiver', id),
          title: 'Waived',
          description: reason,
          start: grantedAt,
          end: expiresAt,
          props: oscalProps({ 'waiver-id': id, owner, 'granted-by': grantedBy }),
          'status-change': 'deviation-approved',
        },
      ],
    },
  };
}

/** What a finding means, what helps, and whether somebody answers for it. */
export function oscalRisk(row: FindingRow, uuid: string, observation: string) {
  const { rule, text, waiver, since } = row;
  return {
    uuid,
    title: rule.title,
    description: text === '' ? rule.demand : text,
    statement: rule.demand,
    props: oscalProps({ severity: rule.severity, since }),
    status: waiver === null ? 'open' : 'deviation-approved',
    ...deviation(row),
    remediations: [
      {
        uuid: uuidV5('remedy', uuid),
        lifecycle: 'recommendation',
        title: 'What helps',
        description: rule.remedy,
      },
    ],
    'related-observations': [{ 'observation-uuid': observation }],
  };
}
