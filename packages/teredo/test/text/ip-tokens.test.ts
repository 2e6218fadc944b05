import { describe, expect, it } from 'vitest';
import { findIpTokens } from '../../src/text/ip-tokens';

const NOTHING = { zone: null, prefixLength: null, mark: null };

describe('an address in a text', () => {
  it.each([
    ['fe80::1%12', { family: 6, address: 'fe80::1', zone: '12' }],
    ['fe80::1%eth0.5/64', { family: 6, address: 'fe80::1', zone: 'eth0.5', prefixLength: 64 }],
    ['2001:DB8:0:0::1(Preferred)', { family: 6, address: '2001:db8::1', mark: 'Preferred' }],
    ['2001:db8::1 ( Bevorzugt )', { family: 6, address: '2001:db8::1', mark: 'Bevorzugt' }],
    ['2001:db8::1 (cut', { family: 6, address: '2001:db8::1', mark: 'cut' }],
    ['192.0.2.1', { family: 4, address: '192.0.2.1' }],
    ['192.0.2.1.', { family: 4, address: '192.0.2.1' }],
    ['192.0.2.1/24', { family: 4, address: '192.0.2.1', prefixLength: 24 }],
    ['::', { family: 6, address: '::' }],
    ['::ffff:192.0.2.1', { family: 6, address: '::ffff:192.0.2.1' }],
    ['2001:db8::1.', { family: 6, address: '2001:db8::1' }],
    ['2001:db8::1:', { family: 6, address: '2001:db8::1' }],
    ['Adresse:2001:db8::1', { family: 6, address: '2001:db8::1' }],
  ])('%j is found with what stands at it', (text, token) => {
    expect(findIpTokens(text)).toEqual([{ ...NOTHING, ...token }]);
  });

  it('is found wherever it stands, in order', () => {
    expect(findIpTokens('a 192.0.2.1 b 2001:db8::1, 198.51.100.7').map(({ address }) => address)).toEqual([
      '192.0.2.1',
      '2001:db8::1',
      '198.51.100.7',
    ]);
  });

  it.each(['', '12:34:56', '192.0.2', '192.0.2.256', 'dead beef', '1.2.3.4.5', 'a:b', '2001:db8'])(
    '%j is none',
    (text) => {
      expect(findIpTokens(text)).toEqual([]);
    },
  );
});
