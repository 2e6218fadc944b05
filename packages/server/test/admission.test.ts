import { describe, expect, it } from 'vitest';
import { Admission } from '../src/gateway/admission';
import { Allowances } from '../src/gateway/allowances';
import { networkOf } from '../src/http/client-network';

/** A stranger that says nothing since then; `out` once it was asked to leave. */
function silentSince(ms: number | null) {
  const guest = {
    out: false,
    keepsWaitingSince: () => ms,
    pushOut() {
      guest.out = true;
    },
  };
  return guest;
}

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
    const entered = Array.from({ length: 2_000 }, (_, n) =>
      admission.enter(own(n), silentSince(0), 0),
    ).filter(Boolean);
    expect(entered).toHaveLength(300);
    expect(admission.greet('2001:db8:1:3::1', 0)).toBe(true);
    expect(admission.enter('2001:db8:1:3::1', silentSince(0), 0)).not.toBeNull();
  });

  it('lets a stranger in again when another one has left', () => {
    const admission = new Admission();
    const enter = (n: number) => admission.enter(own(n), silentSince(0), 0);
    const leave = Array.from({ length: 300 }, (_, n) => enter(n));
    expect(enter(300)).toBeNull();
    leave[0]?.();
    leave[0]?.();
    expect(enter(300)).not.toBeNull();
    expect(enter(301)).toBeNull();
  });

  it('lets a stranger in instead of one of its network that keeps the server waiting, and of none that waits for it', () => {
    const admission = new Admission();
    const working = Array.from({ length: 299 }, () => silentSince(null));
    const silent = silentSince(0);
    for (const guest of [...working.slice(0, 100), silent, ...working.slice(100)])
      admission.enter('192.0.2.1', guest, 0);
    expect(admission.enter('192.0.2.1', silentSince(0), 1_999)).toBeNull();
    expect(admission.enter('192.0.2.1', silentSince(null), 2_000)).not.toBeNull();
    expect([silent.out, working.some(({ out }) => out)]).toEqual([true, false]);
    expect(admission.enter('192.0.2.1', silentSince(null), 9_000)).toBeNull();
  });

  it('lets a stranger in instead of a silent one of the largest network when many networks fill it', () => {
    const admission = new Admission();
    const large = silentSince(0);
    const others = Array.from({ length: 2_999 }, () => silentSince(0));
    const network = (n: number) => `198.51.${100 + Math.floor(n / 250)}.${n % 250}`;
    for (const [n, guest] of others.entries()) admission.enter(network(n % 1_499), guest, 0);
    admission.enter(network(0), large, 0);
    expect(admission.enter('192.0.2.1', silentSince(0), 2_000)).not.toBeNull();
    const out = others.filter((guest) => guest.out);
    expect([out, large.out]).toEqual([[others[0]], false]);
  });

  it('lets a stranger in instead of a silent one of the next network when the largest keeps nobody waiting', () => {
    const admission = new Admission();
    const enter = (network: number, count: number, sinceMs: number | null) =>
      Array.from({ length: count }, () => {
        const guest = silentSince(sinceMs);
        expect(admission.enter(`198.51.100.${network}`, guest, 0)).not.toBeNull();
        return guest;
      });
    const small = enter(0, 100, 0);
    const working = Array.from({ length: 9 }, (_, n) => enter(n + 1, 300, null)).flat();
    const large = enter(10, 200, 0);
    const came = (now: number) => admission.enter('192.0.2.1', silentSince(null), now) !== null;
    expect(came(1_999)).toBe(false);
    expect(came(2_000)).toBe(true);
    expect(large.filter(({ out }) => out)).toEqual([large[0]]);
    for (let n = 0; n < 299; n += 1) expect(came(2_000)).toBe(true);
    expect([...large, ...small].every(({ out }) => out)).toBe(true);
    expect(working.some(({ out }) => out)).toBe(false);
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
    expect(admission.enter(SITE, silentSince(0), 0)).not.toBeNull();
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
