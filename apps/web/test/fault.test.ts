import { describe, expect, it } from 'vitest';
import { isMissing, readFault } from '../src/trpc/fault';

function refused(code: string) {
  const error = { code, message: 'Say what to do.', requestId: 'r-1', fields: {} };
  return Object.assign(new Error('Say what to do.'), { data: { code: 'X', error } });
}

describe('readFault', () => {
  it('shows the words and the request id that the server gave', () => {
    expect(readFault(refused('conflict'))).toMatchObject({
      code: 'conflict',
      message: 'Say what to do.',
      requestId: 'r-1',
      retry: false,
    });
  });

  it('tries again only where that may help', () => {
    expect(readFault(refused('unavailable')).retry).toBe(true);
    expect(readFault(refused('forbidden')).retry).toBe(false);
  });

  it('takes an error without an answer as a server that was not reached', () => {
    expect(readFault(new TypeError('Failed to fetch'))).toMatchObject({ code: 'unreachable', retry: true });
    expect(readFault(null).code).toBe('unreachable');
  });
});

describe('isMissing', () => {
  it('takes an id that cannot be one as an object that is not there', () => {
    expect([refused('not-found'), refused('invalid'), refused('forbidden')].map(isMissing)).toEqual([
      true,
      true,
      false,
    ]);
  });
});
