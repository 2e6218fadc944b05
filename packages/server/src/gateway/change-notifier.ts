import type { Logger } from '../log';

const EVERY_MS = 100;
/** Above this many of one kind the kind is named without ids. */
const IDS_A_KIND = 50;

/** Tells pages what changed, ids only, at most ten times a second. A notice that is lost costs a page some seconds. */
export class ChangeNotifier {
  #waiting = new Set<string>();
  #timer: NodeJS.Timeout | null = null;

  constructor(
    readonly send: (payloads: readonly string[]) => Promise<void>,
    readonly log: Logger,
  ) {}

  add(payloads: readonly string[]): void {
    for (const payload of payloads) this.#waiting.add(payload);
    if (this.#waiting.size > 0) this.#timer ??= setTimeout(() => this.#flush(), EVERY_MS);
  }

  #flush(): void {
    this.#timer = null;
    const byKind = new Map<string, string[]>();
    for (const payload of this.#waiting) {
      const kind = payload.split(':')[0] ?? payload;
      byKind.set(kind, [...(byKind.get(kind) ?? []), payload]);
    }
    this.#waiting.clear();
    const payloads = [...byKind].flatMap(([kind, those]) => (those.length > IDS_A_KIND ? [kind] : those));
    this.send(payloads).catch((error: unknown) =>
      this.log.warn({ err: error }, 'could not tell pages what changed'),
    );
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
  }
}
