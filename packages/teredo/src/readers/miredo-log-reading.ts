/** A line that Miredo wrote, by its place in the log. */
export interface MiredoLogLine {
  /** Process id; null when the log doesn't say. */
  pid: number | null;
  text: string;
}

/**
 * What Miredo's log holds. Evidence only: its words are translated, their order within a second is not kept, and
 * "started" was logged by clients that had no address and by ones that reached nobody.
 */
export interface MiredoLogReading {
  readable: boolean;
  lines: MiredoLogLine[];
  /** Teredo addresses that the log names, RFC 5952 text, each once, in order. */
  teredoAddresses: string[];
  /** The last MTU beside an address; null when none is named. */
  mtu: number | null;
}
