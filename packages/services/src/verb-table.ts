import type { Verb } from './core/define-verb';
import type { VerbName } from './permissions';

/** One implementation for every declared verb. */
export type VerbTable = { readonly [N in VerbName]: Verb<N> };
