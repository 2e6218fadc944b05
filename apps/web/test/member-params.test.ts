import { describe, expect, it } from 'vitest';
import { loadMemberParams, memberFilterOf, memberHref } from '../src/rollout/member-params';

const filterAt = (href: string) => memberFilterOf(loadMemberParams(new URL(href, 'http://x').search));

describe('the list of a rollout’s machines', () => {
  it('asks for all of them when nothing is set', () => expect(filterAt('/rollouts/r')).toEqual({}));

  it('counts waves from 1 in the address and from 0 for the server', () => {
    expect(filterAt('?wave=1&group=bad&state=failed,reverted&q=pc')).toEqual({
      wave: 0,
      group: 'bad',
      states: ['failed', 'reverted'],
      search: 'pc',
    });
    expect(filterAt('?wave=late')).toEqual({ wave: 'late' });
  });

  it('leaves out what it does not know', () => {
    expect(filterAt('?wave=0&group=lost')).toEqual({});
    expect(filterAt('?wave=first')).toEqual({});
  });

  it('is what a number of a bar leads to', () => {
    const whole = memberHref({ rolloutId: 'r', wave: null }, 'unknown');
    expect(whole).toBe('/rollouts/r?group=unknown#machines');
    expect(filterAt(memberHref({ rolloutId: 'r', wave: 2 }, 'bad'))).toEqual({ wave: 2, group: 'bad' });
    expect(filterAt(memberHref({ rolloutId: 'r', wave: 2 }, 'late'))).toEqual({ wave: 'late' });
  });
});
