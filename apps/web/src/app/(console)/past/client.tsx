'use client';
import { useQuery } from '@tanstack/react-query';
import { EmptyState, PageHeader, Tabs } from '@teredo-fleet/ui';
import { History } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { MomentForm } from '@/presentation/moment-form';
import { useTRPC } from '@/trpc/client';
import { readFault } from '@/trpc/fault';
import { ExportMenu } from '../findings/export-menu';
import { ExportItems } from './export-items';
import { PastFilterBar } from './past-filter';
import { filterOf, lookAt, momentOf, type PastParams, paramsOf, pastParams } from './search-params';
import { SinceView } from './since-view';
import { ThenView } from './then-view';

/** What is wrong with the moment itself, for the boxes in which it stands. */
function useMomentErrors(params: PastParams): Readonly<Record<string, string>> {
  const trpc = useTRPC();
  const moment = momentOf(params);
  const asked = useQuery({
    ...trpc.past.fleet.queryOptions({ at: '', ...moment, filter: {} }),
    enabled: moment !== null,
  });
  return readFault(asked.error).fields;
}

/** What the fleet was at a moment, what rules said, who had been told, and what is otherwise since. */
export function PastClient() {
  const [params, setParams] = useQueryStates(pastParams, { history: 'push' });
  const errors = useMomentErrors(params);
  const moment = momentOf(params);
  const onCursor = (cursor: string | null) => void setParams({ cursor });
  return (
    <div className="flex flex-col gap-4">
      <PageHeader
        title="Past"
        description="What machines of today were at a moment, as they had reported it, what rules said of them, and what their people had been told. Names and labels are those of today; machines that were deleted since are not in it."
        actions={
          moment === null || Object.keys(errors).length > 0 ? null : (
            <ExportMenu then={{ moment, filter: filterOf(params) }}>
              <ExportItems moment={moment} filter={filterOf(params)} />
            </ExportMenu>
          )
        }
      />
      <MomentForm
        key={`${params.at} ${params.zone}`}
        moment={params}
        errors={errors}
        onLook={(asked) => void setParams(lookAt(params, asked))}
      />
      {moment === null ? (
        <EmptyState icon={History} title="Choose a moment">
          An auditor asks what was so on a day at noon: name it, and whose clock showed it.
        </EmptyState>
      ) : (
        <>
          <PastFilterBar
            filter={filterOf(params)}
            onChange={(filter) => void setParams({ ...paramsOf(filter), cursor: null })}
          />
          <Tabs
            label="What of the moment"
            value={params.view}
            onChange={(view) => void setParams({ view: view as PastParams['view'], cursor: null })}
            tabs={[
              {
                value: 'then',
                title: 'As it was',
                content: <ThenView params={params} moment={moment} onCursor={onCursor} />,
              },
              {
                value: 'since',
                title: 'What changed after',
                content: (
                  <SinceView
                    params={params}
                    moment={moment}
                    onCursor={onCursor}
                    onCompare={(second) => void setParams({ ...second, cursor: null })}
                  />
                ),
              },
            ]}
          />
        </>
      )}
    </div>
  );
}
