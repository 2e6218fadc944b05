import { makeContent, makeKey } from './a-bundle';
import type { Outside } from './ask';

/** A bundle, what is known from outside of it, and what must be found. */
export interface BundleCase {
  name: string;
  bytes: Buffer;
  outside: Outside;
  /** What fails, as `check code file number`. */
  faults: string[];
  /** What is not checked, besides what always isn't without a fingerprint and a head. */
  notChecked?: string[];
}

/** The key of the server whose bundles are changed. */
export const key = makeKey();
/** A bundle as it was made. */
export const whole = makeContent({ key });

type Case = (name: string, bytes: Buffer, faults: string[], rest?: Partial<BundleCase>) => BundleCase;
export const one: Case = (name, bytes, faults, rest = {}) => ({ name, bytes, faults, outside: {}, ...rest });
