import type { Observation } from '@teredo-fleet/teredo';
import { describe, expect, it } from 'vitest';
import { changedSinceEarlier } from '../src/earlier-facts';
import { unmetEarlierFacts } from '../src/index';
import { START } from './orders';
import { SimulatedMachine } from './simulated-machine';

const earlier: Observation = (() => {
  const plain = new SimulatedMachine().observe(START);
  const configured = { ...plain.configured, refreshIntervalSeconds: 30, clientPort: 3544 };
  return { ...plain, configured, firewall: { ...plain.firewall, exceptionPort: 3544 } };
})();

const configured = (change: Partial<Observation['configured']>): Observation => ({
  ...earlier,
  configured: { ...earlier.configured, ...change },
});
const firewall = (change: Partial<Observation['firewall']>): Observation => ({
  ...earlier,
  firewall: { ...earlier.firewall, ...change },
});
const service = (state: Observation['service']['state']): Observation => ({
  ...earlier,
  service: { ...earlier.service, state },
});

describe('what a machine was and is not any more (V4)', () => {
  it.each([
    [configured({ type: 'client' }), 'configured.type', 'disabled', 'client'],
    [configured({ serverName: '192.0.2.1' }), 'configured.serverName', 'teredo.example.net', '192.0.2.1'],
    [configured({ refreshIntervalSeconds: 45 }), 'configured.refreshIntervalSeconds', '30', '45'],
    [configured({ clientPort: null }), 'configured.clientPort', '3544', 'null'],
    [firewall({ teredoException: true }), 'firewall.teredoException', 'false', 'true'],
    [firewall({ exceptionPort: 3545 }), 'firewall.exceptionPort', '3544', '3545'],
    [service('running'), 'service.state', 'not running', 'running'],
    [service('unknown'), 'service.state', 'not running', 'unknown'],
  ])('is each fact by itself: %#', (now, fact, wanted, found) => {
    const text = `${fact} was ${wanted} before the change and is ${found}.`;
    expect(unmetEarlierFacts(earlier, now)).toEqual([{ fact, wanted, found, text }]);
  });

  it('is nothing where all is as it was, and of a service only whether it runs', () => {
    expect(unmetEarlierFacts(earlier, earlier)).toEqual([]);
    expect(unmetEarlierFacts(earlier, service('disabled'))).toEqual([]);
    expect(unmetEarlierFacts(service('running'), service('stopped'))).toMatchObject([
      { fact: 'service.state', wanted: 'running', found: 'not running' },
    ]);
  });

  it('is no exception that can’t be told for ports of others, while the system chooses Teredo’s as before', () => {
    const unpinned = configured({ clientPort: null });
    const before: Observation = { ...unpinned, firewall: { ...earlier.firewall, exceptionPort: null } };
    const now = (change: Partial<Observation['firewall']>): Observation => ({
      ...before,
      firewall: { ...before.firewall, ...change },
    });
    expect(unmetEarlierFacts(before, now({ teredoException: 'unknown' }))).toEqual([]);
    const facts = (one: Observation, other: Observation) =>
      unmetEarlierFacts(one, other).map(({ fact }) => fact);
    const exception = 'firewall.teredoException';
    expect(facts(before, now({ teredoException: true }))).toEqual([exception]);
    expect(facts(before, now({ teredoException: 'unknown', on: 'unknown' }))).toEqual([exception]);
    expect(facts(earlier, firewall({ teredoException: 'unknown' }))).toEqual([exception]);
    // It is looked into all the same: what stands open may be ours.
    expect(changedSinceEarlier(before, now({ teredoException: 'unknown' }))).toMatchObject([
      { fact: exception },
    ]);
  });

  it('is nothing that was unknown before', () => {
    const unknown: Observation = {
      ...service('unknown'),
      configured: { ...earlier.configured, type: 'unknown', serverName: 'unknown' },
      firewall: { ...earlier.firewall, teredoException: 'unknown' },
    };
    const now = { ...service('running'), ...firewall({ teredoException: true }) };
    expect(
      unmetEarlierFacts(unknown, { ...now, configured: { ...earlier.configured, type: 'client' } }),
    ).toEqual([]);
  });
});
