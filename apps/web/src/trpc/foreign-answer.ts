/** An answer in no words of this server: from a proxy before it, or from something else at its address. */
export class ForeignAnswerError extends Error {
  constructor(readonly status: number) {
    super(`Something answered ${status}, in no words of this server.`);
    this.name = 'ForeignAnswerError';
  }
}

interface Refusal {
  error?: { code?: unknown };
}

const isJson = (answer: Response): boolean =>
  /^application\/json\b/i.test(answer.headers.get('content-type') ?? '');

/** The server's own refusal outside tRPC, as an error that `readFault` reads; null: the answer is none. */
async function ownRefusal(answer: Response): Promise<Error | null> {
  const data = isJson(answer) ? ((await answer.json().catch(() => null)) as Refusal | null) : null;
  if (typeof data?.error?.code !== 'string') return null;
  return Object.assign(new Error(`The server answered ${answer.status}.`), { data });
}

/** What a refusal of a file says, as an error that `readFault` reads. */
export async function refusalOf(answer: Response): Promise<Error> {
  return (await ownRefusal(answer)) ?? new ForeignAnswerError(answer.status);
}

/** `fetch` for tRPC: its answers are JSON. Throws what `readFault` reads for any other, and for what was refused before it came to tRPC. */
export async function fetchCall(url: URL | RequestInfo, init?: RequestInit): Promise<Response> {
  const answer = await fetch(url, init);
  if (!isJson(answer)) throw new ForeignAnswerError(answer.status);
  const refusal = answer.ok ? null : await ownRefusal(answer.clone());
  if (refusal) throw refusal;
  return answer;
}
