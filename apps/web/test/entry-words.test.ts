import { describe, expect, it } from 'vitest';
import { kindWords, reasonWords } from '../src/app/(console)/audit/entry-words';

describe('an audit entry', () => {
  it('says a code of the sign-in library in words, and leaves a person’s own as they are', () => {
    expect(reasonWords('INVALID_EMAIL_OR_PASSWORD')).toBe('invalid email or password');
    expect(reasonWords('STIG V-220733')).toBe('STIG V-220733');
    expect(reasonWords('OK')).toBe('OK');
  });

  it('calls what it is about as the screens do', () => {
    expect(kindWords('teredoServer')).toBe('Teredo server');
    expect(kindWords('apiToken')).toBe('API token');
    expect(kindWords('machine')).toBe('machine');
  });
});
