import { describe, expect, it } from 'vitest';
import { type RawWindows, UNKNOWN_VALUES } from '../src/index';
import { thirdPartySigns } from '../src/third-party-signs';
import { linux, netshText, windows } from './factories';

const withServer = (server: string): Partial<RawWindows> => ({
  netshText: netshText(['client', server, '30 seconds', 'unspecified', 'dormant']),
  local: UNKNOWN_VALUES,
});

describe('a sign of other software', () => {
  it.each<[string, Partial<RawWindows>, string, string]>([
    ['the value that AdGuard writes', { disabledComponents: 0x28 }, 'AdGuard', 'likely'],
    ["Teredo's bit alone", { disabledComponents: 0x08 }, 'bit 0x08 alone', 'possible'],
    ['every bit there is', { disabledComponents: 0xffffffff }, '0xffffffff of old scripts', 'possible'],
    [
      'a policy in no domain',
      { policyTeredoState: 'Disabled', domainJoined: false },
      'the machine is in no domain',
      'possible',
    ],
    ['a server that proxies set', withServer('teredo.remlab.net'), 'teredo.remlab.net', 'possible'],
  ])('is %s', (_name, change, words, confidence) => {
    const signs = thirdPartySigns(windows(change));
    expect(signs).toMatchObject([{ confidence, text: expect.stringContaining(words) }]);
  });

  it.each<[string, Partial<RawWindows>]>([
    ['the value that Microsoft names for all', { disabledComponents: 0xff }],
    ['a value that was not read', { disabledComponents: 'unknown' }],
    ['a policy in a domain', { policyTeredoState: 'Disabled', domainJoined: true }],
    ['a policy where the domain is not known', { policyTeredoState: 'Disabled', domainJoined: 'unknown' }],
    ["one of Microsoft's servers", withServer('win1910.ipv6.microsoft.com.')],
    ["an organisation's own server", withServer('teredo.example')],
  ])('is not %s', (_name, change) => {
    expect(thirdPartySigns(windows(change))).toEqual([]);
  });

  it('is no server of Miredo, which a person writes down', () => {
    const conf = { state: 'read' as const, text: 'ServerAddress teredo.remlab.net\n' };
    expect(thirdPartySigns(linux({ miredoConfiguration: conf }))).toEqual([]);
  });
});
