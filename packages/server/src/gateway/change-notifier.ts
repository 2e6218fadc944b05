import type { Logger } from '../log';
import { collapseChanges } from '../process/collapse-changes';

const EVERY_MS = 100;

/** Tells pages what changed, ids only, at most ten times a second. A notice that is lost costs a page some seconds. */
export class ChangeNotifier {
  readonly #waiting = new Set<string>();
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
    const payloads = collapseChanges(this.#waiting);
    this.#waiting.clear();
    this.send(payloads).catch((error: unknown) =>
      this.log.warn({ err: error }, 'could not tell pages what changed'),
    );
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
  }
}
