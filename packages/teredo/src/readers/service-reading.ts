import type { Unknown } from '../observation';

/** What `sc query`, `sc qc`, `net start` or Get-Service said of a service; numbers are the same in every language. */
export interface ServiceReading {
  readable: boolean;
  /** Service name as printed (`iphlpsvc`, `6to4`); null when not printed. */
  name: string | null;
  state: 'running' | 'stopped' | 'starting' | 'stopping' | 'paused' | 'missing' | Unknown;
  start: 'automatic' | 'manual' | 'disabled' | 'boot' | Unknown;
  /** Win32 error of the command, as 5 (access denied), 1056 (runs already), 1060 (no such service). */
  errorCode: number | null;
}
