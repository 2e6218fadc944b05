import { describe, expect, it } from 'vitest';
import {
  countPingAnswers,
  hasAnsweredPing,
  pingPeerCommand,
  pingWitnessCommand,
  readDefaultRoute,
  readWindowsPing,
} from '../../src/index';

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

describe('a witness has answered a ping', () => {
  it.each([
    ['192.168.0.1', 'Reply from 192.168.0.1: bytes=32 time<1ms TTL=64'],
    ['192.168.0.1', 'Antwort von 192.168.0.1: Bytes=32 Zeit=12ms TTL=64'],
    ['192.168.0.1', 'R\u00e9ponse de 192.168.0.1\u00a0: octets=32 temps=12 ms TTL=64'],
    ['192.168.0.1', '来自 192.168.0.1 的回复: 字节=32 时间<1ms TTL=64'],
    ['192.168.0.1', '192.168.0.1 からの応答: バイト数 =32 時間 <1ms TTL=64'],
    ['2001:DB8:0::1', 'Reply from 2001:db8::1: time=34ms'],
    ['fe80::1', '来自 fe80::1%12 的回复: 时间<1ms '],
  ])('where a line says so of %s: %s', (address, line) => {
    const text = ['', `Pinging ${address} with 32 bytes of data:`, line, ''].join('\r\n');
    expect(hasAnsweredPing(text, address)).toBe(true);
  });

  it.each([
    // Windows counts both as received.
    ['Reply from 192.168.0.10: Destination host unreachable.', 'Received = 2, Lost = 0 (0% loss),'],
    ['Antwort von 192.168.0.1: Zielhost nicht erreichbar.', 'Empfangen = 2, Verloren = 0'],
    ['Reply from 10.0.0.1: TTL expired in transit.', 'Received = 2, Lost = 0 (0% loss),'],
    ['Reply from 192.168.0.10: bytes=32 time<1ms TTL=64', 'Received = 2, Lost = 0 (0% loss),'],
    ['Request timed out.', 'Received = 0, Lost = 2 (100% loss),'],
    ['Hardware error.', 'Received = 0, Lost = 2 (100% loss),'],
  ])('and not where another did, or nobody: %s', (line, summary) => {
    const text = [
      'Pinging 192.168.0.1 with 32 bytes of data:',
      line,
      'Ping statistics for 192.168.0.1:',
      summary,
    ];
    expect(hasAnsweredPing(text.join('\r\n'), '192.168.0.1')).toBe(false);
  });
});

it('only answers of the peer itself are counted', () => {
  const peer = '2001:0:c000:201::1';
  const text = [
    `Reply from ${peer}: time=40ms`,
    'Reply from 2001:0:c000:201::2: Destination host unreachable.',
    `Reply from ${peer}: Destination port unreachable.`,
    `Reply from ${peer}: time<1ms`,
    '    Packets: Sent = 4, Received = 4, Lost = 0 (0% loss),',
  ];
  expect(countPingAnswers(text.join('\r\n'), peer)).toBe(2);
});

describe('the way out of the network', () => {
  it('is the gateway of the first default route', () => {
    const text = 'x\r\n          0.0.0.0          0.0.0.0      192.168.0.1    192.168.0.10     25\r\n';
    expect(readDefaultRoute(text)).toBe('192.168.0.1');
  });

  it('is never the machine itself, as the route of a dial-up connection of XP says', () => {
    const dialUp = '          0.0.0.0          0.0.0.0      10.64.64.64     10.64.64.64       1\r\n';
    expect(readDefaultRoute(dialUp)).toBeNull();
    const card = '          0.0.0.0          0.0.0.0      192.168.0.1    192.168.0.10      21\r\n';
    expect(readDefaultRoute(`${dialUp}${card}Default Gateway:       10.64.64.64\r\n`)).toBe('192.168.0.1');
  });

  it('is none where every default route is on the link', () => {
    expect(readDefaultRoute('  0.0.0.0   0.0.0.0   On-link   10.0.0.1  25\r\n')).toBeNull();
    expect(readDefaultRoute('')).toBeNull();
  });
});
