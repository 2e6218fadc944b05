import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readIpconfig } from '../src/index';

const capture = (name: string) =>
  readFileSync(new URL(`../../../fixtures/ipconfig/${name}.txt`, import.meta.url), 'utf8');

describe('the reader of ipconfig', () => {
  it.each([
    ['de-win7-teredo-wrapped', '2001:0:c000:204:3023:2df3:34ff:8efb'],
    ['en-server-ec2-teredo-privateclient', '2001:0:c000:201:867:7ed:f5f5:a835'],
    ['en-win7-teredo-privateclient', '2001:0:c000:204:242f:2380:3f57:fefd'],
    ['en-win10-teredo-flags0', '2001:0:c000:203:0:6ac4:34ff:8efa'],
    ['en-winxp-teredo-qualified', '2001:0:c000:205:0:38a1:34ff:8ef9'],
    ['zhcn-win10-teredo-connected', '2001:0:c000:202:24f1:8f81:34ff:8eec'],
  ])('finds the address in %s', (name, address) => {
    expect(readIpconfig(capture(name))).toMatchObject({
      teredoAddresses: [address],
      nativeGlobalAddress: null,
    });
  });

  it.each(['en-winxp-teredo-all', 'en-winxp-teredo-short', 'zhcn-win10-teredo-disconnected'])(
    'finds none in %s',
    (name) => {
      expect(readIpconfig(capture(name)).teredoAddresses).toEqual([]);
    },
  );

  it('tells a native address from a Teredo one', () => {
    expect(readIpconfig('Dirección IPv6 : local: 2001:db8:5::7(Preferido)').nativeGlobalAddress).toBe(
      '2001:db8:5::7',
    );
  });

  it('takes any text without throwing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.ipV6()), (text) => void readIpconfig(text)),
      { numRuns: 500 },
    );
  });
});
