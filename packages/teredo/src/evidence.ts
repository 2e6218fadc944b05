import type { Evidence, PrintedBytes } from './observation';
import { EVIDENCE_CAP, PRINTED_CAP } from './observation';

/** Keeps the start of a raw text as evidence, at most EVIDENCE_CAP characters, never half of a surrogate pair. */
export function capEvidence(source: string, text: string): Evidence {
  if (text.length <= EVIDENCE_CAP) return { source, text, truncated: false };
  const last = text.charCodeAt(EVIDENCE_CAP - 1);
  const cutsPair = last >= 0xd800 && last <= 0xdbff;
  return { source, text: text.slice(0, cutsPair ? EVIDENCE_CAP - 1 : EVIDENCE_CAP), truncated: true };
}

/** The same with what was printed, byte for byte, where some of it could not be read. */
export function capPrinted(source: string, text: string, printed: PrintedBytes | undefined): Evidence {
  const evidence = capEvidence(source, text);
  if (printed === undefined) return evidence;
  const { codePage, bytes } = printed;
  return { ...evidence, printed: { codePage, bytes: bytes.slice(0, PRINTED_CAP) } };
}
