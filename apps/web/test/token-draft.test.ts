import { expect, it } from 'vitest';
import { type TokenDraft, tokenFaults } from '../src/app/(console)/enrol/token-draft';

const draft: TokenDraft = { label: 'reception', autoAccept: true, maxUses: 1, expiresInHours: 24 };

it('asks for a number of machines instead of taking one for an empty field', () => {
  expect(tokenFaults(draft)).toEqual({});
  for (const maxUses of [null, 0, 100_001])
    expect(tokenFaults({ ...draft, maxUses })).toEqual({
      maxUses: 'Say a whole number from 1 to 100,000.',
    });
});

it('asks what a token is for', () => {
  expect(tokenFaults({ ...draft, label: '  ' })).toEqual({ label: 'Say what it is for.' });
});
