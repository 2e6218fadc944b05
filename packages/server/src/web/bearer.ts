import type { IncomingMessage } from 'node:http';
import { InvalidError, UnauthenticatedError } from '@teredo-fleet/services';

const HOW =
  'Send the header "Authorization: Bearer" with an API token, which is made in the dashboard under Settings, API tokens.';

/** Headers of which two would leave it to chance which one counts. */
const ONCE = ['authorization', 'content-type', 'idempotency-key'];

function refuseTwice(request: IncomingMessage): void {
  const names = request.rawHeaders.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());
  for (const name of ONCE)
    if (names.filter((one) => one === name).length > 1)
      throw new InvalidError(`The header ${name} stands there more than once. Send it once.`, {
        [name]: 'once only',
      });
}

/** The API token of a request. Throws UnauthenticatedError where there is none: neither cookies nor addresses carry one. */
export function readBearer(request: IncomingMessage): string {
  refuseTwice(request);
  const [, secret] = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  if (secret === undefined) throw new UnauthenticatedError(`There is no API token in this request. ${HOW}`);
  return secret;
}
