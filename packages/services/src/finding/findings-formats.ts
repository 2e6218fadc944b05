import { oscal } from './findings-as-oscal';
import { csv, type FindingsFormat, json } from './findings-as-text';

/** In what findings are written as one file. */
export const FINDINGS_FORMATS = { csv, json, oscal } as const satisfies Record<string, FindingsFormat>;
