import { describe, expect, it } from 'vitest';
import {
  errorCodeOf,
  hostAtStart,
  isInterval,
  isMasked,
  isPortLeftToSystem,
  mappingOf,
  natBehaviourOf,
  portAtStart,
  secondsAtStart,
} from '../../src/readers/netsh-teredo-values';
import {
  errorAtStart,
  natAtStart,
  networkAtStart,
  policyMarkOf,
  roleAtStart,
  stateAtStart,
  teredoTypeOfSetting,
  typeAtStart,
} from '../../src/readers/netsh-teredo-words';

describe('a word of show state', () => {
  it.each([
    'disabled',
    'client',
    'enterpriseclient',
    'natawareclient',
    'server',
    'relay',
    'automatic',
    'default',
  ])('%s is a type, whatever stands behind it', (type) => {
    for (const print of [type, `${type.toUpperCase()} (Group Policy)`, `${type}, x`, `${type}(x`])
      expect(typeAtStart(print)).toBe(type);
    for (const print of [`${type}s`, `${type}.example`, `${type}-x`, `${type}_`, `${type}1`, ` ${type}`])
      expect(typeAtStart(print)).toBeNull();
    expect(teredoTypeOfSetting(` ${type.slice(0, 3)} ${type.slice(3)}`)).toBe(type);
  });

  it.each(['', 'disable', 'aus', 'client2'])('%j is no type of a setting', (word) => {
    expect(teredoTypeOfSetting(word)).toBe('unknown');
  });

  it.each(['offline', 'dormant', 'probe', 'qualified'])('%s is a state', (state) => {
    expect(stateAtStart(`${state} (primary server)`)).toBe(state);
    expect(stateAtStart(`${state}(cone)`)).toBe(state);
    expect(stateAtStart(`${state}d`)).toBeNull();
  });

  it.each([
    ['teredo client', 'client'],
    ['Teredo  Client (x)', 'client'],
    ['teredo host-specific relay', 'host-specific-relay'],
    ['teredo host specific relay', 'host-specific-relay'],
    ['Teredo Host - Specific  Relay.', 'host-specific-relay'],
    ['teredo clients', null],
    ['teredo client-x', null],
    ['teredo host-specific relays', null],
    ['a teredo client', null],
    ['a teredo host-specific relay', null],
    ['teredoclient', null],
    ['client', null],
  ])('%j is the role %j', (print, role) => {
    expect(roleAtStart(print)).toBe(role);
  });

  it.each([
    ['managed', 'managed'],
    ['unmanaged x', 'unmanaged'],
    ['verwaltet', null],
  ])('%j is the network %j', (print, network) => {
    expect(networkAtStart(print)).toBe(network);
  });

  it.each([
    ['none (global connectivity)', 'none'],
    ['cone', 'cone'],
    ['restricted', 'restricted'],
    ['restricted (port)', 'restricted-port'],
    ['restricted ( port', 'restricted-port'],
    ['restricted (p', 'restricted-port'],
    ['restricted(port)', 'restricted-port'],
    ['restricted port', 'restricted'],
    ['symmetric (a', 'symmetric-address'],
    ['symmetric (postal)', 'symmetric'],
    ['restricted (x)', 'restricted'],
    ['symmetric', 'symmetric'],
    ['symmetric (port)', 'symmetric-port'],
    ['symmetric (address)', 'symmetric-address'],
    ['symmetric (addr', 'symmetric-address'],
    ['SYMMETRIC (PORT)', 'symmetric-port'],
    ['symmetrisch', null],
    ['', null],
  ])('%j is the NAT %j', (print, nat) => {
    expect(natAtStart(print)).toBe(nat);
  });

  it.each([
    ['none', 'none'],
    ['None.', 'none'],
    ['none (x)', 'none'],
    ['nonesuch', null],
    ['无', 'none'],
    ['primary server unreachable over UDP', 'primary-server-unreachable'],
    ['无法通过 UDP 访问主 teredo 服务器', 'primary-server-unreachable'],
    ['Serveur principal injoignable par UDP', 'primary-server-unreachable'],
    ['UDP: nicht erreichbar', 'primary-server-unreachable'],
    ['studpy', null],
    ['failed to  resolve\tserver name!', 'server-name-unresolved'],
    ['failed to resolve server names', null],
    ['未能解析服务器名', 'server-name-unresolved'],
    ['client is in a managed network', 'managed-network'],
    ['客户端位于托管网络中', 'managed-network'],
    ['failed to open tunnel adapter', 'tunnel-adapter'],
    ['未能打开隧道适配器', 'tunnel-adapter'],
    ['general system failure', 'general-failure'],
    ['一般系统故障', 'general-failure'],
    ['client behind symmetric NAT', 'symmetric-nat'],
    ['客户端在对称NAT后', 'symmetric-nat'],
    ['Client hinter NAT', 'symmetric-nat'],
    ['NAT symétrique devant le client', 'symmetric-nat'],
    ['natural', null],
    ['innate', null],
    ['keiner', null],
  ])('%j is the error %j', (print, error) => {
    expect(errorAtStart(print)).toBe(error);
  });

  it.each([
    ['client', false],
    ['client (Group Policy)', true],
    ['client (group  policy)', true],
    ['client (Grou', true],
    ['client (Grou)', 'unknown'],
    ['client (', 'unknown'],
    ['client (Priv', 'unknown'],
    ['client (GROUP POLICY)', true],
    ['client ()', 'unknown'],
    ['client (Group Policy x)', 'unknown'],
    ['client (Gruppenrichtlinie)', true],
    ['client (组策略)', true],
    ['client (groepsbeleid)', true],
    ['client (x)', 'unknown'],
  ])('%j bears the mark of a policy: %s', (print, mark) => {
    expect(policyMarkOf(print)).toBe(mark);
  });
});

describe('a value of show state', () => {
  it.each([
    ['teredo.example.', 'teredo.example'],
    ['teredo.example (Group Policy)', 'teredo.example'],
    ['192.0.2.1', '192.0.2.1'],
    ['a_b-c.example', 'a_b-c.example'],
    ['teredo', null],
    ['x.x.x.x', null],
    ['x.example', 'x.example'],
    ['teredo.example:80', null],
    ['.example', null],
    [`${'a'.repeat(64)}.example`, null],
    ['', null],
  ])('%j is the host %j', (print, host) => {
    expect(hostAtStart(print)).toBe(host);
  });

  it.each([
    ['30 seconds', 30, true],
    ['30 秒', 30, true],
    ['30s', 30, true],
    ['30', 30, false],
    ['30 (Group Policy)', 30, false],
    ['30  (Group Policy)', 30, false],
    ['1 s', 1, true],
    ['86400 s', 86400, true],
    ['86401 s', null, false],
    ['0 s', null, false],
    ['30.5 s', null, false],
    ['30:x', null, false],
    ['30 %', 30, true],
    ['30% x', null, false],
    ['30/x', null, false],
    ['30-x', null, false],
    ['1234567', null, false],
    ['x 30', null, false],
  ])('%j is %j seconds, and an interval with its unit: %s', (print, seconds, interval) => {
    expect(secondsAtStart(print)).toBe(seconds);
    expect(isInterval(print)).toBe(interval);
  });

  it.each([
    ['3544', 3544, false],
    ['3544  (Group Policy)', 3544, false],
    ['1', 1, false],
    ['65535', 65535, false],
    ['65536', null, false],
    ['3544x', null, false],
    ['3544.1', null, false],
    ['3544:1', null, false],
    ['x3544', null, false],
    ['unspecified', null, true],
    ['Default (x)', null, true],
    ['0', null, true],
    ['0.0', null, false],
    ['unspecifieds', null, false],
    ['x default', null, false],
    ['default:', null, false],
  ])('%j is the port %j, left to the system: %s', (print, port, left) => {
    expect(portAtStart(print)).toBe(port);
    expect(isPortLeftToSystem(print)).toBe(left);
  });

  it.each([
    ['10.0.0.7:4000', '10.0.0.7:4000', false],
    ['10.0.0.7 : 4000 x', '10.0.0.7:4000', false],
    ['10.0.0.7:65535', '10.0.0.7:65535', false],
    ['10.0.0.7:65536', null, false],
    ['10.0.0.256:1', null, false],
    ['10.0.0.7', null, false],
    ['10.0.0.7:4000.', null, false],
    ['10.0.0.7:4000:', null, false],
    ['a 10.0.0.7:4000', null, false],
    ['xxx.xxx.xxx.xxx:17918', null, true],
    ['10.0.x.x', null, true],
    ['***', null, true],
    ['##.##:12', null, true],
    ['?', null, true],
    ['10.0.0.x:1 (x)', null, true],
    ['10.0.0.x:1a', null, false],
    ['name', null, false],
    ['', null, false],
  ])('%j is the mapping %j, masked: %s', (print, mapping, masked) => {
    expect(mappingOf(print)).toBe(mapping);
    expect(isMasked(print)).toBe(masked);
  });

  it.each([
    ['11001', 11001],
    ['4294967295', 4294967295],
    ['-1', -1],
    ['0x2AF9', 0x2af9],
    ['0xffffffff (x)', 0xffffffff],
    ['0x1ffffffff', null],
    ['11001x', null],
    ['11001.5', null],
    ['11001:', null],
    ['0x1.', null],
    ['x 1', null],
    ['', null],
  ])('%j is the code %j', (print, code) => {
    expect(errorCodeOf(print)).toBe(code);
  });

  it.each([
    ['UPNP: No, PortPreserving: Yes', false, true],
    ['UPNP: 是, PortPreserving: 否', true, false],
    ['upnp : ja ; portpreserving : nein', true, false],
    ['UPnP: oui', true, 'unknown'],
    ['PortPreserving: non', 'unknown', false],
    ['UPNP: vielleicht, PortPreserving:', 'unknown', 'unknown'],
    ['UPNP No, PortPreserving: Да', 'unknown', true],
    ['NAT: Yes, PortPreserving: No', 'unknown', false],
  ])('%j is what the NAT does: %s, %s', (print, upnp, portPreserving) => {
    expect(natBehaviourOf(print)).toEqual({ upnp, portPreserving });
  });

  it('without either name says nothing of the NAT', () => {
    expect(natBehaviourOf('Yes, No')).toBeNull();
  });
});
