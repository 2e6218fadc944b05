/** An answer in no words of this server: from a proxy before it, or from something else at its address. */
export class ForeignAnswerError extends Error {
  constructor(readonly status: number) {
    super(`Something answered ${status}, in no words of this server.`);
    this.name = 'ForeignAnswerError';
  }
}

interface Told {
  error?: { code?: unknown; message?: unknown; requestId?: unknown; fields?: unknown };
}

const isJson = (answer: Response): boolean =>
  /^application\/json\b/i.test(answer.headers.get('content-type') ?? '');

/** What an answer of JSON says; null: it is none that can be read. */
const toldBy = (answer: Response): Promise<Told | null> =>
  isJson(answer) ? answer.json().catch(() => null) : Promise.resolve(null);

/** Whether it is this server's own refusal, an `ApiError`: others have an `error` with a code too. */
function isOwn({ error }: Told): boolean {
  const texts = [error?.code, error?.message, error?.requestId];
  return (
    texts.every((text) => typeof text === 'string') &&
    typeof error?.fields === 'object' &&
    error.fields !== null
  );
}

/** The answer to a batch, and of a call that tRPC could not read. */
const isOfTrpc = (told: Told): boolean => Array.isArray(told) || typeof told.error?.code === 'number';

function refusalIn(told: Told | null, status: number): Error {
  if (told === null || !isOwn(told)) return new ForeignAnswerError(status);
  return Object.assign(new Error(`The server answered ${status}.`), { data: told });
}

/** What a refusal of a file says, as an error that `readFault` reads. */
export async function refusalOf(answer: Response): Promise<Error> {
  return refusalIn(await toldBy(answer), answer.status);
}

/** `fetch` for tRPC: its answers are JSON. Throws what `readFault` reads for any other, and for what was refused before it came to tRPC. */
export async function fetchCall(url: URL | RequestInfo, init?: RequestInit): Promise<Response> {
  const answer = await fetch(url, init);
  if (!isJson(answer)) throw new ForeignAnswerError(answer.status);
  if (answer.ok) return answer;
  const told = await toldBy(answer.clone());
  if (told === null || !isOfTrpc(told)) throw refusalIn(told, answer.status);
  return answer;
}
