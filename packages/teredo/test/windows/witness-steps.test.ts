import { describe, expect, it } from 'vitest';
import { nextWitnessStep } from '../../src/index';

/** What XP prints of a dial-up connection and a network card beside it; the gateway of the one is its own address. */
const IPCONFIG = `
Windows-IP-Konfiguration

PPP-Adapter Internet:

        IP-Adresse. . . . . . . . . . . . : 10.64.64.64
        Subnetzmaske. . . . . . . . . . . : 255.255.255.255
        Standardgateway . . . . . . . . . : 10.64.64.64

Ethernetadapter LAN-Verbindung:

        IP-Adresse. . . . . . . . . . . . : 192.168.0.10
        Subnetzmaske. . . . . . . . . . . : 255.255.255.0
        IP-Adresse. . . . . . . . . . . . : fe80::210:5aff:feaa:20a2%4
        Standardgateway . . . . . . . . . : 192.168.0.1
        DNS-Server. . . . . . . . . . . . : 192.168.0.2
`;
const pinged = (address: string) => `Antwort von ${address}: Bytes=32 Zeit<1ms TTL=64`;
const programOf = (next: ReturnType<typeof nextWitnessStep>) =>
  typeof next === 'boolean' ? next : [next.program, ...next.args];

describe('a witness', () => {
  it.each(['192.0.2.1', '192.168.0.1', '192.168.0.2', '2001:db8::1'])(
    'is pinged, and answers where it did and is not the machine itself: %s',
    (address) => {
      expect(programOf(nextWitnessStep(address, []))).toEqual(['ping', '-n', '2', '-w', '1000', address]);
      expect(programOf(nextWitnessStep(address, [pinged(address)]))).toEqual(['ipconfig', '/all']);
      expect(nextWitnessStep(address, [pinged(address), IPCONFIG])).toBe(true);
    },
  );

  it.each(['10.64.64.64', '192.168.0.10', 'FE80::210:5AFF:FEAA:20A2'])(
    'is not one where the machine has the address: %s',
    (address) => {
      expect(nextWitnessStep(address, [pinged(address), IPCONFIG])).toBe(false);
    },
  );

  it.each(['127.0.0.1', '127.1.2.3', '::1', 'server.example', '-t', ''])('is not asked: %s', (address) => {
    expect(nextWitnessStep(address, [])).toBe(false);
  });

  it('that is the gateway is looked for first', () => {
    expect(programOf(nextWitnessStep('default-gateway', []))).toEqual(['route', 'print', '0.0.0.0']);
    const route = '0.0.0.0  0.0.0.0  192.168.0.1  192.168.0.10  21\r\n';
    expect(programOf(nextWitnessStep('default-gateway', [route]))).toContain('192.168.0.1');
    expect(nextWitnessStep('default-gateway', [route, pinged('192.168.0.9')])).toBe(false);
    expect(nextWitnessStep('default-gateway', [route, pinged('192.168.0.1'), IPCONFIG])).toBe(true);
    expect(nextWitnessStep('default-gateway', [''])).toBe(false);
  });
});
