import { describe, expect, it } from 'vitest';
import { readPowerShellTeredoConfiguration, readPowerShellTeredoState } from '../../src/index';

const one = (object: object) =>
  readPowerShellTeredoConfiguration(JSON.stringify({ Type: 2, ServerShunt: false, ...object }));

describe('Get-NetTeredoConfiguration', () => {
  it.each([
    [0, 'default'],
    [1, 'relay'],
    [2, 'client'],
    [3, 'server'],
    [4, 'disabled'],
    [5, 'automatic'],
    [6, 'enterpriseclient'],
    [7, 'unknown'],
    ['4', 'disabled'],
    ['Natawareclient', 'natawareclient'],
    ['Enterpriseclient', 'enterpriseclient'],
    ['x', 'unknown'],
    ['', 'unknown'],
  ])('with Type %j says %s', (type, expected) => {
    const { configurations, notUnderstood } = one({ Type: type });
    expect(configurations).toMatchObject([{ type: expected }]);
    expect(notUnderstood).toEqual(expected === 'unknown' ? [{ field: 'type', text: String(type) }] : []);
  });

  it.each([
    ['ActiveStore', 'active'],
    ['activestore', 'active'],
    ['PersistentStore', 'persistent'],
    ['example.com\\Policy', 'policy'],
    ['Other', 'unknown'],
    ['xActiveStore', 'unknown'],
    ['ActiveStores', 'unknown'],
    ['PersistentStore2', 'unknown'],
    ['NonPersistentStore', 'unknown'],
    [null, 'unknown'],
  ])('of the store %j is %s', (store, expected) => {
    expect(one({ PolicyStore: store }).configurations).toMatchObject([{ store: expected }]);
  });

  it('has values within their bounds', () => {
    expect(
      one({
        ServerName: ' teredo.example. ',
        RefreshIntervalSeconds: 86400,
        ClientPort: '65535',
        ServerVirtualIP: '192.0.2.1',
      }),
    ).toMatchObject({
      configurations: [
        {
          serverName: 'teredo.example',
          refreshIntervalSeconds: 86400,
          clientPort: 65535,
          serverVirtualIP: '192.0.2.1',
          serverShunt: false,
        },
      ],
    });
    expect(one({ ServerName: ' ', RefreshIntervalSeconds: 86401, ClientPort: 65536 })).toMatchObject({
      configurations: [{ serverName: null, refreshIntervalSeconds: null, clientPort: null }],
    });
    expect(one({ RefreshIntervalSeconds: 0, ClientPort: 0 })).toMatchObject({
      configurations: [{ refreshIntervalSeconds: null, clientPort: null }],
    });
  });

  it.each([
    [true, true],
    ['True', true],
    ['FALSE', false],
    ['x', null],
    [1, null],
  ])('has the flag %j as %j', (flag, expected) => {
    expect(one({ DefaultQualified: flag }).configurations).toMatchObject([{ defaultQualified: expected }]);
  });

  it.each(['RefreshIntervalSeconds', 'ServerShunt', 'DefaultQualified', 'ServerVirtualIP', 'ServerName'])(
    'is known by %s beside a type',
    (name) => {
      expect(readPowerShellTeredoConfiguration(JSON.stringify({ Type: 2, [name]: 'x' })).readable).toBe(true);
      expect(readPowerShellTeredoConfiguration(JSON.stringify({ [name]: 'x' })).readable).toBe(false);
    },
  );

  it('is not everything that has a type', () => {
    expect(readPowerShellTeredoConfiguration('{"Type": 2, "Other": 1}').readable).toBe(false);
  });
});

describe('Get-NetTeredoState', () => {
  it.each([
    [
      '{"State": "Qualified", "Error": " None "}',
      { state: 'qualified', stateText: 'Qualified', errorText: 'None' },
    ],
    ['{"State": "Bereit"}', { state: 'unknown', stateText: 'Bereit', errorText: null }],
    ['{"State": ""}', { state: null, stateText: null, errorText: null }],
    ['[{"State": "Offline"}, {"State": "Dormant"}]', { state: 'dormant' }],
    ['State : Dormant\nError : x\n', { state: 'dormant', errorText: 'x' }],
    ['\0\0', { state: null }],
    ['\ufeffnull', { state: null }],
    ['[{}]', { state: null }],
  ])('%j is read', (text, expected) => {
    expect(readPowerShellTeredoState(text)).toMatchObject({ readable: true, ...expected });
  });

  it.each(['{"Other": 1}', '{} x', '{"State": "x", "Type": 2, "ServerName": "y"}', 'words'])(
    '%j says no state',
    (text) => {
      expect(readPowerShellTeredoState(text)).toEqual({
        readable: false,
        state: null,
        stateText: null,
        errorText: null,
      });
    },
  );
});
