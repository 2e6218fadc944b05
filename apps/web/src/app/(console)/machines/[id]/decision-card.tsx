import { Card, cn, Disclosure } from '@teredo-fleet/ui';
import type { Decision, MachineDetail } from '@/trpc/shapes';
import {
  consequenceWords,
  isInVain,
  likelyWish,
  OUTCOMES,
  policyAuthorWords,
  SOURCES,
  STANDINGS,
  saysWords,
  WAYS,
} from './decision-words';
import { MissingFacts } from './missing-facts';

function Sources({ decision }: { decision: Decision }) {
  return (
    <table aria-label="What each source says" className="w-full table-fixed text-left text-sm">
      <thead className="border-b text-xs text-muted">
        <tr>
          <th scope="col" className="w-[45%] py-1 pr-2 font-medium">
            Source, the strongest first
          </th>
          <th scope="col" className="px-2 py-1 font-medium">
            Says
          </th>
          <th scope="col" className="py-1 pl-2 font-medium">
            Counts
          </th>
        </tr>
      </thead>
      <tbody>
        {decision.type.sources.map((word) => (
          <tr
            key={word.source}
            className={cn(
              'border-b border-line/60 last:border-0',
              word.standing === 'decides' ? 'font-medium' : 'text-muted',
            )}
          >
            <th scope="row" className="py-1.5 pr-2 font-normal wrap-anywhere">
              {SOURCES[word.source]}
            </th>
            <td className="px-2 py-1.5 wrap-anywhere">{saysWords(word)}</td>
            <td className="py-1.5 pl-2 wrap-anywhere">{STANDINGS[word.standing]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Forecasts({ decision, wish }: { decision: Decision; wish: 'on' | 'off' }) {
  return (
    <dl className="space-y-2 text-sm">
      {decision.forecasts
        .filter((one) => one.wish === wish)
        .map((one) => (
          <div key={one.way} className="min-w-0">
            <dt>
              {WAYS[one.way]}:{' '}
              <span className={cn('font-medium', isInVain(one) && 'text-warn')}>{OUTCOMES[one.outcome]}</span>
            </dt>
            <dd className="max-w-prose text-xs wrap-anywhere text-muted">{one.text}</dd>
          </div>
        ))}
    </dl>
  );
}

/** Who decides what Teredo is on this machine, and what would become of a change. */
export function DecisionCard({ machine }: { machine: MachineDetail }) {
  const { decision } = machine;
  if (decision === null) return null;
  const wish = likelyWish(decision);
  const consequence = consequenceWords(decision);
  const policyAuthor = policyAuthorWords(decision);
  return (
    <Card title="Who decides here">
      <p className="max-w-prose text-sm wrap-anywhere">{decision.text}</p>
      {consequence === null ? null : (
        <p className="mt-1 max-w-prose text-sm wrap-anywhere text-muted">{consequence}</p>
      )}
      {policyAuthor === null ? null : <p className="mt-1 max-w-prose text-xs text-muted">{policyAuthor}</p>}
      {decision.missing.length > 0 ? (
        <div className="mt-2 text-xs text-muted">
          <MissingFacts facts={decision.missing} />
        </div>
      ) : null}
      <Disclosure summary="What each source says" className="mt-2">
        <Sources decision={decision} />
      </Disclosure>
      <Disclosure summary={`What would become of turning Teredo ${wish}`}>
        <Forecasts decision={decision} wish={wish} />
      </Disclosure>
    </Card>
  );
}
