import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { originReader } from '../src/http/client-address';

const request = (remoteAddress: string, headers: Record<string, string> = {}, encrypted = false) =>
  ({ headers, socket: { remoteAddress, encrypted } }) as unknown as IncomingMessage;

describe('where a request comes from', () => {
  const read = originReader(['192.0.2.10', '2001:db8:1::/48']);

  it('is the other end of the connection, whatever its headers say', () => {
    const headers = { 'x-forwarded-for': '203.0.113.5', 'x-forwarded-proto': 'https' };
    expect(read(request('198.51.100.7', headers))).toEqual({
      address: '198.51.100.7',
      secure: false,
      loopback: false,
    });
  });

  it('is what a trusted proxy says, by address or network', () => {
    const headers = { 'x-forwarded-for': '203.0.113.5', 'x-forwarded-proto': 'https' };
    for (const proxy of ['192.0.2.10', '::ffff:192.0.2.10', '2001:db8:1::5']) {
      expect(read(request(proxy, headers)), proxy).toEqual({
        address: '203.0.113.5',
        secure: true,
        loopback: false,
      });
    }
  });

  it('is the last address that no trusted proxy put there: what stands before it, anybody can write', () => {
    const headers = { 'x-forwarded-for': '203.0.113.66, 203.0.113.5, 192.0.2.10' };
    expect(read(request('192.0.2.10', headers)).address).toBe('203.0.113.5');
  });

  it('is the proxy itself when it says nothing that can be read', () => {
    expect(read(request('192.0.2.10', { 'x-forwarded-for': 'unknown' })).address).toBe('192.0.2.10');
  });

  it('is this machine only when nothing passed the request on', () => {
    for (const local of ['127.0.0.1', '::1', '::ffff:127.0.0.1', '127.9.9.9']) {
      expect(read(request(local)).loopback, local).toBe(true);
    }
    for (const header of ['x-forwarded-for', 'via', 'forwarded', 'x-real-ip']) {
      expect(read(request('127.0.0.1', { [header]: 'x' })).loopback, header).toBe(false);
    }
    expect(originReader(['127.0.0.1'])(request('127.0.0.1')).loopback).toBe(false);
  });

  it('is secure over TLS of our own', () => {
    expect(read(request('198.51.100.7', {}, true)).secure).toBe(true);
  });
});
