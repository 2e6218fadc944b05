import { expect, it } from 'vitest';
import { AddressLimits } from '../src/notice/address-limits';

const count = (limits: AddressLimits, address: string, now: number) => {
  let taken = 0;
  while (limits.take(address, 1, now)) taken += 1;
  return taken;
};

it('lets a network ask for three hundred pages at once, and for five a second afterwards', () => {
  const limits = new AddressLimits();
  expect(count(limits, '192.0.2.1', 0)).toBe(300);
  expect(count(limits, '192.0.2.1', 10_000)).toBe(50);
  expect(count(limits, '192.0.2.2', 10_000)).toBe(300);
});

it('lets a network guess twenty times, and then three seconds apart', () => {
  const limits = new AddressLimits();
  for (let guess = 0; guess < 20; guess += 1) limits.spend('192.0.2.1', 15, 0);
  expect(limits.take('192.0.2.1', 1, 0)).toBe(false);
  limits.spend('192.0.2.1', 15, 0);
  expect(count(limits, '192.0.2.1', 3_000)).toBe(15);
});

it('takes the addresses of one IPv6 network for one', () => {
  const limits = new AddressLimits();
  expect(count(limits, '2001:db8::1', 0)).toBe(300);
  expect(limits.take('2001:db8::ffff:1', 1, 0)).toBe(false);
  expect(limits.take('2001:db8:0:1::1', 1, 0)).toBe(true);
});

it('forgets whoever was not heard of for longest, so that it needs only so much memory', () => {
  const limits = new AddressLimits();
  count(limits, '192.0.2.1', 0);
  for (let n = 0; n < 20_000; n += 1) limits.take(`10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`, 1, 0);
  expect(limits.take('192.0.2.1', 1, 0)).toBe(true);
});
