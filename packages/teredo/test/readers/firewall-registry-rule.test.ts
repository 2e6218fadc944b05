import { describe, expect, it } from 'vitest';
import { readRegistryRule } from '../../src/readers/firewall-registry-rule';
import { RAW_TEXT_CAP } from '../../src/readers/not-understood';

const rule = (line: string) => readRegistryRule(line);
const idOf = (before: string) => rule(`${before}v2.30|Action=Allow|"`)?.id;

describe('the id of a rule string', () => {
  it.each([
    ['"CoreNet-Teredo-In"="', 'CoreNet-Teredo-In'],
    ['"CoreNet-Teredo-In" = "', 'CoreNet-Teredo-In'],
    ['"CoreNet-Teredo-In"=', 'CoreNet-Teredo-In'],
    ['    CoreNet-Teredo-In    REG_SZ    ', 'CoreNet-Teredo-In'],
    ['    CoreNet-Teredo-In\tREG_SZ\t', 'CoreNet-Teredo-In'],
    ['"{0CA1F2B4-11DF-4F29}"="', '{0CA1F2B4-11DF-4F29}'],
    [`${'x'.repeat(300)} "a.b_c"="`, 'a.b_c'],
    ['    CoreNet-Teredo-In    REG_SZ', null],
    ['words ', null],
    ['', null],
  ])('behind %j is %j', (before, id) => expect(idOf(before)).toBe(id));
});

describe('a pair of a rule string', () => {
  it('has a name, and the first of equal names counts', () => {
    expect(rule('v2.30|=x|Action|Action=Allow|Action=Block|Dir=In|')).toMatchObject({
      action: 'allow',
      direction: 'in',
    });
    expect(rule('v2.30|ACTION=ALLOW|active=true|')).toMatchObject({ action: 'allow', enabled: true });
  });

  it('before the version is none, and the version has two parts', () => {
    expect(rule('"Action=Block|x"="v2.30|Action=Allow|')).toMatchObject({ action: 'allow' });
    expect(rule('V2.9|Action=Allow|')).toMatchObject({ action: 'allow' });
    for (const line of ['v2|Action=Allow|', 'v3.1|Action=Allow|', 'v2.x|Action=Allow|', 'Action=Allow|'])
      expect(rule(line)).toBeNull();
  });

  it.each<[string, string[] | null]>([
    ['RA4=LocalSubnet', ['LocalSubnet']],
    ['RA6=LocalSubnet', ['LocalSubnet']],
    ['RA4=LocalSubnet|RA6=LocalSubnet', ['LocalSubnet']],
    ['RA42=IntErnet', ['IntErnet']],
    ['LA4=192.0.2.1', null],
    ['XRA4=LocalSubnet', null],
    ['RA5=LocalSubnet', null],
  ])('%s names who may call: %j', (pair, remoteAddresses) => {
    expect(rule(`v2.30|${pair}|`)).toMatchObject({ remoteAddresses });
  });

  it.each<[string, string[] | null]>([
    ['LPort=Teredo', ['Teredo']],
    ['LPort=80|LPort=443', ['80', '443']],
    ['LPort2_10=5000-5010', ['5000-5010']],
    ['RPort=80', null],
    ['XLPort=80', null],
  ])('%s names the ports %j', (pair, localPorts) =>
    expect(rule(`v2.30|${pair}|`)).toMatchObject({ localPorts }),
  );

  it.each<[string, string[] | null]>([
    ['Profile=Domain', ['domain']],
    ['Profile=Private|Profile=Public', ['private', 'public']],
    ['Profile=Public|Profile=Public', ['public']],
    ['Profile=Domain|Profile=Private|Profile=Public', null],
    ['Profile=Elsewhere', null],
    ['XProfile=Domain', null],
  ])('%s names the networks %j', (pair, profiles) =>
    expect(rule(`v2.30|${pair}|`)).toMatchObject({ profiles }),
  );

  it('that is not there leaves the edge closed', () => {
    expect(rule('v2.30|Dir=In|')).toMatchObject({ edge: 'no' });
    expect(rule('v2.30|Defer=Other|Edge=TRUE|')).toMatchObject({ edge: 'yes' });
  });
});

describe('the text of a rule string', () => {
  it('is kept without its indentation, cut off where it is long', () => {
    expect(rule('   v2.30|Action=Allow|  ')?.raw).toBe('v2.30|Action=Allow|');
    expect(rule(`v2.30|Name=${'x'.repeat(400)}|`)?.raw).toHaveLength(RAW_TEXT_CAP);
  });
});
