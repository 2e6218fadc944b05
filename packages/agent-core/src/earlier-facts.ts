import type { Observation, UnmetFact } from '@teredo-fleet/teredo';

interface Comparison {
  fact: string;
  was: string | number | boolean | null;
  is: string | number | boolean | null;
}

/**
 * Whether Teredo's exception was none and can't be told now only because the system chooses its port, as before, while
 * ports of others are open: those are not given back.
 */
function isByPortsOfOthers(earlier: Observation, now: Observation): boolean {
  if (earlier.firewall.teredoException !== false || now.firewall.teredoException !== 'unknown') return false;
  const isUnpinned = earlier.configured.clientPort === null && now.configured.clientPort === null;
  // A firewall that could not be read is another matter.
  return isUnpinned && now.configured.type !== 'unknown' && now.firewall.on !== 'unknown';
}

/** What a restore gives back and has not: as `changedSinceEarlier`, but for what others have to do with alone. */
export function unmetEarlierFacts(earlier: Observation, now: Observation): UnmetFact[] {
  const changed = changedSinceEarlier(earlier, now);
  if (!isByPortsOfOthers(earlier, now)) return changed;
  return changed.filter(({ fact }) => fact !== 'firewall.teredoException');
}

/**
 * What a machine was and is not any more, among the things that a restore gives back: Teredo's configured values, its
 * firewall exception, and whether its service runs. What was unknown before can't be compared and is left out.
 */
export function changedSinceEarlier(earlier: Observation, now: Observation): UnmetFact[] {
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
