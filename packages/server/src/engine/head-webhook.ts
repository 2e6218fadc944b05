import type { HeadPlace } from './head-place';

const WAIT_MS = 10_000;

const words = (error: unknown): string => {
  const { name, message, cause } = error as Error;
  if (name === 'TimeoutError') return `no answer within ${WAIT_MS / 1000} seconds`;
  return cause instanceof Error ? cause.message : message;
};

/** An address that takes a head by POST, as JSON. What stands behind the host's name may be a secret and is not shown. */
export function headWebhook(url: string): HeadPlace {
  return {
    kind: 'webhook',
    target: new URL(url).origin,
    async tell(line) {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'user-agent': 'teredo-fleet' },
        body: line,
        redirect: 'manual',
        signal: AbortSignal.timeout(WAIT_MS),
      }).catch((error: unknown) => {
        throw new Error(words(error));
      });
      await answer.body?.cancel();
      if (!answer.ok) throw new Error(`it answered ${answer.status}`);
    },
  };
}
