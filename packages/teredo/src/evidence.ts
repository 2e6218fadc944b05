import type { Evidence } from './observation';
import { EVIDENCE_CAP } from './observation';

/** Keeps the start of a raw text as evidence, at most EVIDENCE_CAP characters, never half of a surrogate pair. */
export function capEvidence(source: string, text: string): Evidence {
  if (text.length <= EVIDENCE_CAP) return { source, text, truncated: false };
  const last = text.charCodeAt(EVIDENCE_CAP - 1);
  const cutsPair = last >= 0xd800 && last <= 0xdbff;
  return { source, text: text.slice(0, cutsPair ? EVIDENCE_CAP - 1 : EVIDENCE_CAP), truncated: true };
}
