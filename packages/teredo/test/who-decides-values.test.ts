import { describe, expect, it } from 'vitest';
import { type Observation, sourcesOf, UNKNOWN_VALUES, whoDecides } from '../src/index';
import { off, ruledOff, without } from './decision-cases';
import { linux, netshText, windows } from './factories';

describe('who decides the other values', () => {
  const decided = (observation: Observation) => {
    const { serverName, refreshIntervalSeconds, clientPort } = whoDecides(observation);
    return [serverName, refreshIntervalSeconds, clientPort].map(({ decidedBy, value }) => [decidedBy, value]);
  };

  it.each([
    [
      'nobody',
      off,
      [
        ['default', 'win1910.ipv6.microsoft.com'],
        ['default', 30],
        ['default', 0],
      ],
    ],
    [
      'a policy for each',
      windows({ policyServerName: 'p.example', policyRefreshSeconds: 60, policyClientPort: 3544 }),
      [
        ['group-policy', 'p.example'],
        ['group-policy', 60],
        ['group-policy', 3544],
      ],
    ],
    [
      'a policy that netsh marks',
      windows({
        netshText: netshText([
          'client',
          'p.example (Group Policy)',
          '45 seconds  (Group Policy)',
          '3545  (Group Policy)',
          'dormant',
        ]),
        local: UNKNOWN_VALUES,
      }),
      [
        ['group-policy', 'p.example'],
        ['group-policy', 45],
        ['group-policy', 3545],
      ],
    ],
    [
      'what is set locally',
      windows({
        netshText: netshText(['client', 't.example', '45', '3545', 'dormant']),
        local: { type: 'client', serverName: 't.example', refreshIntervalSeconds: 45, clientPort: 3545 },
      }),
      [
        ['local', 't.example'],
        ['local', 45],
        ['local', 3545],
      ],
    ],
    [
      'what no system has by itself',
      windows({
        netshText: netshText(['client', 't.example', '45', '3545', 'dormant']),
        local: UNKNOWN_VALUES,
      }),
      [
        ['local', 't.example'],
        ['local', 45],
        ['local', 3545],
      ],
    ],
    [
      'not known',
      windows({
        netshText: netshText(['client', 'teredo.ipv6.microsoft.com.', '30', 'x', 'dormant']),
        local: UNKNOWN_VALUES,
        policyRefreshSeconds: 'unknown',
      }),
      [
        ['default', 'teredo.ipv6.microsoft.com'],
        ['unknown', 30],
        ['unknown', 0],
      ],
    ],
    [
      'a policy that leaves the server to the system',
      windows({
        netshText: netshText(['client', 'default (Group Policy)', '30', 'x', 'dormant']),
        local: UNKNOWN_VALUES,
      }),
      [
        ['group-policy', 'default'],
        ['unknown', 30],
        ['unknown', 0],
      ],
    ],
    [
      'Miredo',
      linux(),
      [
        ['local', 'teredo.example'],
        ['default', 'unknown'],
        ['default', 0],
      ],
    ],
  ] as [string, Observation, unknown][])('%s', (_name, observation, expected) => {
    expect(decided(observation)).toEqual(expected);
  });

  it('takes the word of the winner where an agent tells no sources', () => {
    const { serverName } = whoDecides(without(windows({ policyServerName: 'p.example' })));
    expect(serverName).toMatchObject({ decidedBy: 'group-policy', value: 'p.example' });
    expect(sourcesOf(without(off))).toEqual({
      policy: { ...UNKNOWN_VALUES, type: null, serverName: null },
      local: { ...UNKNOWN_VALUES, type: 'disabled', serverName: null },
    });
    expect(sourcesOf(without(ruledOff)).local.type).toBe('unknown');
  });
});
