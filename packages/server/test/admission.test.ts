import { describe, expect, it } from 'vitest';
import { Admission } from '../src/gateway/admission';
import { Allowances } from '../src/gateway/allowances';
import { networkOf } from '../src/http/client-network';

/** An address of the attacker's own network, another one each time. */
const own = (n: number) => `2001:db8:1:2:${(n >> 16).toString(16)}:${(n & 0xffff).toString(16)}::1`;

describe('networkOf', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002::', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::ffff:192.0.2.7', '0:0:0:0::/64'],
    ['', ''],
  ])('%s counts as %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe('admission', () => {
  it('is not got round with the many addresses of one IPv6 network', () => {
    const admission = new Admission();
    const greeted = Array.from({ length: 2_000 }, (_, n) => admission.greet(own(n), 0)).filter(Boolean);
    expect(greeted).toHaveLength(500);
    const entered = Array.from({ length: 2_000 }, (_, n) => admission.enter(own(n))).filter(Boolean);
    expect(entered).toHaveLength(300);
    expect(admission.greet('2001:db8:1:3::1', 0)).toBe(true);
    expect(admission.enter('2001:db8:1:3::1')).not.toBeNull();
  });

  it('lets a stranger in again when another one has left', () => {
    const admission = new Admission();
    const leave = Array.from({ length: 300 }, (_, n) => admission.enter(own(n)));
    expect(admission.enter(own(300))).toBeNull();
    leave[0]?.();
    leave[0]?.();
    expect(admission.enter(own(300))).not.toBeNull();
    expect(admission.enter(own(301))).toBeNull();
  });

  it('looks up no more guesses of a network that has guessed wrong too often', () => {
    const admission = new Admission();
    for (let n = 0; n < 200; n += 1) admission.stray(own(n), 0);
    expect(admission.isAstray(own(1_000), 0)).toBe(true);
    expect(admission.isAstray('192.0.2.1', 0)).toBe(false);
    expect(admission.isAstray(own(1_000), 1_000)).toBe(false);
  });
});

describe('programs that are fetched', () => {
  const SITE = '192.0.2.1';
  const askFor = (admission: Admission, count: number, now: number) =>
    Array.from({ length: count }, () => {
      const turn = admission.fetchProgram(SITE, now);
      turn?.();
      return turn;
    }).filter(Boolean).length;

  it('come to every machine of a large site at once, each cut off twice on the way', () => {
    const admission = new Admission();
    expect(askFor(admission, 3 * 300, 0)).toBe(900);
  });

  it('are handed to a network that floods twenty times a second, and to others as ever', () => {
    const admission = new Admission();
    expect(askFor(admission, 5_000, 0)).toBe(1_000);
    expect(askFor(admission, 5_000, 10_000)).toBe(200);
    const turn = admission.fetchProgram('198.51.100.1', 10_000);
    expect(turn).not.toBeNull();
  });

  it('are handed to so many of a network at once, so that nobody who reads none keeps the rest waiting', () => {
    const admission = new Admission();
    const under = Array.from({ length: 400 }, () => admission.fetchProgram(SITE, 0)).filter(Boolean);
    expect(under).toHaveLength(300);
    expect(admission.fetchProgram('198.51.100.1', 0)).not.toBeNull();
    under[0]?.();
    expect(admission.fetchProgram(SITE, 0)).not.toBeNull();
    expect(admission.fetchProgram(SITE, 0)).toBeNull();
  });

  it('take no room of strangers that open a session', () => {
    const admission = new Admission();
    for (let n = 0; n < 300; n += 1) admission.fetchProgram(SITE, 0);
    expect(admission.enter(SITE)).not.toBeNull();
    expect(admission.greet(SITE, 0)).toBe(true);
  });
});

describe('what one machine may say', () => {
  const one = { messages: 1, bytes: 100 };

  it('does not begin anew with another connection', () => {
    const allowances = new Allowances();
    const taken = Array.from({ length: 1_000 }, () => allowances.take('a', one, 0)).filter(Boolean);
    expect(taken).toHaveLength(500);
    expect(allowances.take('b', one, 0)).toBe(true);
    expect(allowances.take('a', one, 1_000)).toBe(true);
  });

  it('is counted in bytes too', () => {
    const allowances = new Allowances();
    const large = { messages: 1, bytes: 64 * 1024 };
    const taken = Array.from({ length: 400 }, () => allowances.take('a', large, 0)).filter(Boolean);
    expect(taken).toHaveLength(128);
  });
});
