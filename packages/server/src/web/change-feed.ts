import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { ChangeSource, Reader, SourcedEvent } from '@teredo-fleet/api';
import { type ChangeEvent, UnavailableError } from '@teredo-fleet/services';

const KEPT = 2_000;
/** A page that is new here was made up to so long ago: it hears what changed since then. */
const PAGE_AGE_MS = 10_000;
/** A reader that falls further behind than this is told to ask for everything again. */
const QUEUE_LIMIT = 500;

/** Pages of one person at once. Each change is looked at for each of them, so they are not for the taking. */
const PAGES_OF_ONE = 30;

const KINDS = [
  'machine',
  'job',
  'rollout',
  'token',
  'settings',
  'teredoServer',
  'policy',
  'program',
  'finding',
  'alert',
  'notice',
  'audit',
] as const;

/** Reads `machine:<id>` or `settings`; null for what no page shows. */
export function parseChange(payload: string): ChangeEvent | null {
  const colon = payload.indexOf(':');
  const name = colon === -1 ? payload : payload.slice(0, colon);
  const kind = KINDS.find((known) => known === name);
  return kind === undefined ? null : { kind, id: colon === -1 ? null : payload.slice(colon + 1) };
}

/** What changed in the fleet, handed on to every page that is open in this process. */
export class ChangeFeed implements ChangeSource {
  /** Ids of another process's feed mean nothing here. */
  readonly #name = randomUUID().slice(0, 8);
  readonly #emitter = new EventEmitter().setMaxListeners(0);
  readonly #readers = new Map<string, number>();
  #sequence = 0;
  #kept: (SourcedEvent & { atMs: number })[] = [];

  publish(event: ChangeEvent): void {
    const sourced = { id: `${this.#name}-${++this.#sequence}`, event };
    this.#kept.push({ ...sourced, atMs: performance.now() });
    if (this.#kept.length > KEPT * 2) this.#kept = this.#kept.slice(-KEPT);
    this.#emitter.emit('event', sourced);
  }

  /** Changes may have been missed: every page asks for what it shows. */
  resync(): void {
    this.publish({ kind: 'resync', id: null });
  }

  #missed(lastEventId: string | null): SourcedEvent[] {
    if (lastEventId === null) {
      const since = performance.now() - PAGE_AGE_MS;
      return this.#kept.filter(({ atMs }) => atMs >= since);
    }
    const index = this.#kept.findIndex(({ id }) => id === lastEventId);
    if (index !== -1) return this.#kept.slice(index + 1);
    return [{ id: `${this.#name}-${this.#sequence}`, event: { kind: 'resync', id: null } }];
  }

  #enter(personId: string): () => void {
    const open = this.#readers.get(personId) ?? 0;
    if (open >= PAGES_OF_ONE)
      throw new UnavailableError(
        `${PAGES_OF_ONE} pages are open under your name, and more get no live news. Close some of them.`,
      );
    this.#readers.set(personId, open + 1);
    return () => {
      const rest = (this.#readers.get(personId) ?? 1) - 1;
      if (rest === 0) this.#readers.delete(personId);
      else this.#readers.set(personId, rest);
    };
  }

  async *subscribe({ personId, lastEventId }: Reader, signal: AbortSignal): AsyncGenerator<SourcedEvent> {
    const leave = this.#enter(personId);
    const queue: SourcedEvent[] = this.#missed(lastEventId);
    let wake: () => void = () => undefined;
    const take = (event: SourcedEvent): void => {
      if (queue.length >= QUEUE_LIMIT)
        queue.splice(0, queue.length, { ...event, event: { kind: 'resync', id: null } });
      else queue.push(event);
      wake();
    };
    const stop = (): void => wake();
    this.#emitter.on('event', take);
    signal.addEventListener('abort', stop);
    try {
      while (!signal.aborted) {
        const next = queue.shift();
        if (next !== undefined) yield next;
        else
          await new Promise<void>((resolve) => {
            wake = resolve;
            if (queue.length > 0 || signal.aborted) resolve();
          });
      }
    } finally {
      this.#emitter.off('event', take);
      signal.removeEventListener('abort', stop);
      leave();
    }
  }
}
