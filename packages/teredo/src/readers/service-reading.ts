import type { Unknown } from '../observation';

/** What was said of one service. */
export interface ServiceAnswer {
  /** Service name as printed or typed (`iphlpsvc`, `6to4`); null when neither. */
  name: string | null;
  state: 'running' | 'stopped' | 'starting' | 'stopping' | 'paused' | 'missing' | Unknown;
  start: 'automatic' | 'manual' | 'disabled' | 'boot' | Unknown;
  /** Win32 error of the command, as 5 (access denied), 1056 (runs already), 1060 (no such service). */
  errorCode: number | null;
}

/** What `sc query`, `sc qc`, `net start` or Get-Service said; numbers and state words are the same in every language. */
export interface ServicesReading {
  /** False when the text says nothing of any service. A reply in words alone says nothing that can be read. */
  readable: boolean;
  services: ServiceAnswer[];
}
