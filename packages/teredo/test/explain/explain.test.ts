import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeTeredoAddress,
  encodeTeredoAddress,
  netshTeredoFacts,
  readNetshTeredo,
  type TeredoAddress,
} from '../../src/index';
import { fixtureNames, fixtureText, NETSH_FIXTURES, PLAIN_NETSH_FIXTURES } from '../support/fixture-files';
import { explained, ipconfig, ofFiles } from './explained-texts';

describe('the facts of show state', () => {
  it.each(NETSH_FIXTURES)('in $name are those of its newest output', ({ text, expected }) => {
    expect(explained(text).teredo).toEqual(expected.at(-1));
  });

  it('are none where no such output is', () => {
    expect(ofFiles('ipconfig/de-short.txt').teredo).toBeNull();
  });

  it('stay as they are when every label is another text', () => {
    const label = fc.string({ unit: fc.constantFrom(...'abcABC xyzäöпривет日本語-/'), maxLength: 24 });
    fc.assert(
      fc.property(
        fc.constantFrom(...PLAIN_NETSH_FIXTURES),
        fc.array(label, { minLength: 12, maxLength: 12 }),
        ({ text }, labels) => {
          const renamed = text
            .split('\n')
            .map((line, index) => line.replace(/^[^:\uff1a]*(?=[:\uff1a])/, `${labels[index % 12]} `))
            .join('\n');
          const before = explained(text);
          const after = explained(renamed);
          expect(after.teredo).toEqual(netshTeredoFacts(readNetshTeredo(text)));
          expect({ ...after.observation, evidence: [] }).toEqual({ ...before.observation, evidence: [] });
          expect(after.diagnoses).toEqual(before.diagnoses);
        },
      ),
      { numRuns: 120 },
    );
  });
});

describe('labels of other outputs', () => {
  it('of ipconfig tell nothing', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcxyzäöпривет日本語'), minLength: 1, maxLength: 12 });
    const names = fixtureNames('ipconfig').filter((name) =>
      /-all-qualified|flags-zero|private-client/.test(name),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.array(word, { minLength: 5, maxLength: 5 }),
        (name, words) => {
          const text = fixtureText(`ipconfig/${name}`);
          const renamed = text
            .split('\n')
            .map((line, index) => line.replace(/^( +)[^:]*?(?=[ .]*\. *:|\.:)/, `$1${words[index % 5]} `))
            .join('\n');
          expect({ ...explained(renamed).observation, evidence: [] }).toEqual({
            ...explained(text).observation,
            evidence: [],
          });
        },
      ),
      { numRuns: 60 },
    );
  });

  it('of sc tell nothing', () => {
    const text = fixtureText('services/sc-query-en.txt');
    const renamed = text.replace(/^ +[A-Z_]+ +:/gm, '        日本語 :').replace('SERVICE_NAME', 'Dienst');
    expect(explained(renamed).observation?.service).toEqual(explained(text).observation?.service);
  });
});

describe('a Teredo address', () => {
  const rows = (
    JSON.parse(fixtureText('addresses/teredo-addresses.json')) as {
      teredo: { text: string; decoded: TeredoAddress }[];
    }
  ).teredo;
  it.each(rows)('$text has the parts that are written down', ({ text, decoded }) => {
    expect(explained(text).addresses.map(({ parts }) => parts)).toEqual([
      {
        address: decoded.address,
        server: decoded.server,
        flags: decoded.flags.raw,
        cone: decoded.flags.cone,
        udpPort: decoded.udpPort,
        clientIPv4: decoded.clientIPv4,
      },
    ]);
  });

  it('put together from its parts is the same again, through the whole of explain', () => {
    const group = fc.integer({ min: 0, max: 0xffff });
    fc.assert(
      fc.property(
        fc.constantFrom('2001:0', '3ffe:831f'),
        fc.ipV4(),
        group,
        group,
        fc.ipV4(),
        (prefix, server, flags, udpPort, clientIPv4) => {
          const address = encodeTeredoAddress({
            prefix: prefix as '2001:0',
            server,
            flags: { raw: flags },
            udpPort,
            clientIPv4,
          })!;
          const { parts, decoded } = explained(address).addresses[0]!;
          const cone = flags >= 0x8000;
          expect(parts).toEqual({ address, server, flags, cone, udpPort, clientIPv4 });
          expect(encodeTeredoAddress(decoded)).toBe(address);
          expect(decodeTeredoAddress(parts.address)).toEqual(decoded);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is found in every output that shows one, those given alone first, each once', () => {
    const alone = '2001:0:c000:201:0:f227:34ff:8eee';
    const { addresses } = explained(
      ipconfig('2001:0:c000:201:3023:2df3:34ff:8efb'),
      fixtureText('netsh-ipv6/addresses-en.txt'),
      fixtureText('miredo/log-fr.txt'),
      fixtureText('miredo/ip-addr-several-stale.txt'),
      fixtureText('miredo/ifconfig-bsd.txt'),
      alone,
    );
    expect(addresses.map(({ parts }) => parts.address)).toEqual([
      alone,
      '2001:0:c000:201:3023:2df3:34ff:8efb',
      '2001:0:c000:201:1410:7050:34ff:8ee8',
      '2001:0:c000:202:3023:2df3:34ff:8efb',
      '2001:0:c000:203:6:6532:34ff:8eea',
    ]);
  });

  it('alone speaks of no machine', () => {
    expect(explained('2001:0:c000:201:1410:7050:34ff:8ee8')).toMatchObject({
      understood: true,
      observation: null,
      decision: null,
      diagnoses: [],
      note: null,
      questions: [],
    });
  });
});
