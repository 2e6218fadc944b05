import { forecastsOf } from './decision-forecasts';
import { decideClientPort, decideRefresh, decideServer, decideType } from './decision-of-values';
import { decisionText } from './decision-text';
import type { Decision, ValueDecision } from './decision-types';
import type { FactToFetch } from './facts-to-fetch';
import type { Observation } from './observation';

/** What has to be read to name the one who decided: nothing when that is known. */
function missingFor({ decidedBy, candidates, sources }: ValueDecision): FactToFetch[] {
  const missing: FactToFetch[] = [];
  if (decidedBy !== 'unknown') return missing;
  for (const { source, toFetch } of sources) {
    if (toFetch !== null && candidates.indexOf(source) >= 0) missing.push(toFetch);
  }
  return missing;
}

/**
 * Says which source rules Teredo on a machine (DisabledComponents, Group Policy, what is set locally, the system's own
 * default, in this order), what the others say, and what would become of a change. Where facts are missing nobody is
 * named, and the facts are. Agrees with the blockers of `plan`. Never throws.
 */
export function whoDecides(observation: Observation): Decision {
  const type = decideType(observation);
  return {
    text: decisionText(observation, type),
    type,
    serverName: decideServer(observation),
    refreshIntervalSeconds: decideRefresh(observation),
    clientPort: decideClientPort(observation),
    forecasts: forecastsOf(observation),
    missing: missingFor(type),
  };
}
