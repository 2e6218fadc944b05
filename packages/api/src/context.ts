import type { ChangeEvent, ServiceContext, UserActor } from '@teredo-fleet/services';

/** Changes anywhere in the fleet, as the server's bus brings them. */
export interface ChangeSource {
  /**
   * Events from now on, until `signal` aborts. The reader's `lastEventId` is the last one this client has seen; where the source
   * can't say what came after it, the first event is `resync`. A source that had to drop events also sends `resync`.
   */
  subscribe(reader: Reader, signal: AbortSignal): AsyncIterable<SourcedEvent>;
}

/** Who listens. One person may have so many pages open at once; the source throws UnavailableError beyond that. */
export interface Reader {
  personId: string;
  lastEventId: string | null;
}

export interface SourcedEvent {
  id: string;
  event: ChangeEvent;
}

/** What procedures are given; made anew for every request by `createContext` of the web process. */
export interface ApiContext {
  services: ServiceContext;
  /** The same caller, for verbs that change something: never behind looks that wait for the database. */
  acting: ServiceContext;
  changes: ChangeSource;
  /** The person as of now: an open subscription asks again, so that a lost role ends it. Null: no longer signed in. */
  actorNow(): Promise<UserActor | null>;
  /** Told of every error that is not one of the six; the caller gets no detail of it. */
  onUnknownError(error: unknown): void;
}
