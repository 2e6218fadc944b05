import { expect, it } from 'vitest';
import { answerOf } from '../src/api/fleet-client';

it('a refusal of a server steers no terminal, whatever names it holds', () => {
  const error = {
    detail: 'The rollout "\u001b[2J\u202eevil" is paused.',
    fields: { 'a\u001b]0;x\u0007': 'is\nnot right' },
    requestId: 'r-1',
  };
  const response = new Response('', { status: 409 });
  expect(() => answerOf({ error, response })).toThrow(
    'The rollout "\ufffd[2J\ufffdevil" is paused.\n  a\ufffd]0;x\ufffd: is\ufffdnot right\n(request r-1)',
  );
});
