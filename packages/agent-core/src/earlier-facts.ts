import type { Observation, UnmetFact } from '@teredo-fleet/teredo';

interface Comparison {
  fact: string;
  was: string | number | boolean | null;
  is: string | number | boolean | null;
}

/**
 * What a machine was and is not any more, among the things that a restore gives back: Teredo's configured values, its
 * firewall exception, and whether its service runs. What was unknown before can't be compared and is left out.
 */
export function unmetEarlierFacts(earlier: Observation, now: Observation): UnmetFact[] {
  const pairs: Comparison[] = [
    { fact: 'configured.type', was: earlier.configured.type, is: now.configured.type },
    { fact: 'configured.serverName', was: earlier.configured.serverName, is: now.configured.serverName },
    {
      fact: 'configured.refreshIntervalSeconds',
      was: earlier.configured.refreshIntervalSeconds,
      is: now.configured.refreshIntervalSeconds,
    },
    { fact: 'configured.clientPort', was: earlier.configured.clientPort, is: now.configured.clientPort },
    {
      fact: 'firewall.teredoException',
      was: earlier.firewall.teredoException,
      is: now.firewall.teredoException,
    },
    { fact: 'firewall.exceptionPort', was: earlier.firewall.exceptionPort, is: now.firewall.exceptionPort },
    { fact: 'service.state', was: runs(earlier), is: runs(now) },
  ];
  const unmet: UnmetFact[] = [];
  for (let index = 0; index < pairs.length; index += 1) {
    const pair = pairs[index] as Comparison;
    if (pair.was === 'unknown' || pair.was === pair.is) continue;
    const wanted = String(pair.was);
    const found = String(pair.is);
    const text = `${pair.fact} was ${wanted} before the change and is ${found}.`;
    unmet.push({ fact: pair.fact, wanted: wanted, found: found, text: text });
  }
  return unmet;
}

function runs(observation: Observation): string {
  const state = observation.service.state;
  if (state === 'unknown') return 'unknown';
  return state === 'running' ? 'running' : 'not running';
}
