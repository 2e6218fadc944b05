import { describe, expect, it } from 'vitest';
import { pingPeerCommand, pingWitnessCommand, readDefaultRoute, readWindowsPing } from '../../src/index';

describe('ping of Windows', () => {
  it.each([
    ['    Packets: Sent = 4, Received = 3, Lost = 1 (25% loss),', 4, 3],
    ['    Pakete: Gesendet = 4, Empfangen = 4, Verloren = 0\r\n    (0% Verlust),', 4, 4],
    ['    数据包: 已发送 = 4，已接收 = 0，丢失 = 4 (100% 丢失)，', 4, 0],
    ['    Paquets\u00a0: envoyés = 2, reçus = 2, perdus = 0 (perte 0%),', 2, 2],
    ['Request timed out.', null, null],
  ])('says how many came back: %s', (text, sent, received) => {
    expect(readWindowsPing(text)).toEqual(sent === null ? null : { sent, received });
  });

  it('is asked for addresses only', () => {
    expect(pingPeerCommand('2001:0:c000:201::1', '2001:0:c000:201::2')?.args).toContain('-S');
    for (const bad of ['peer.example', '-t', '', '192.0.2.1'])
      expect(pingPeerCommand(bad, '2001:0:c000:201::2')).toBeNull();
    expect(pingWitnessCommand('192.0.2.1')?.args).toContain('192.0.2.1');
    expect(pingWitnessCommand('router.example')).toBeNull();
  });
});

describe('the way out of the network', () => {
  it('is the gateway of the first default route', () => {
    const text = 'x\r\n          0.0.0.0          0.0.0.0      192.168.0.1    192.168.0.10     25\r\n';
    expect(readDefaultRoute(text)).toBe('192.168.0.1');
  });

  it('is none where every default route is on the link', () => {
    expect(readDefaultRoute('  0.0.0.0   0.0.0.0   On-link   10.0.0.1  25\r\n')).toBeNull();
    expect(readDefaultRoute('')).toBeNull();
  });
});
