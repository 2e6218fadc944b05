import { capEvidence, type Evidence } from '@teredo-fleet/teredo';

/** OEM code pages by the names that the Encoding Standard has for them; those of one byte the executable knows whole. */
const NAMES: Record<number, string> = {
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gb18030',
  949: 'euc-kr',
  950: 'big5',
  1250: 'windows-1250',
  1251: 'windows-1251',
  1252: 'windows-1252',
  1253: 'windows-1253',
  1254: 'windows-1254',
  1255: 'windows-1255',
  1256: 'windows-1256',
  1257: 'windows-1257',
  1258: 'windows-1258',
};

const lostIn = (text: string) => text.split('\ufffd').length - 1;

/**
 * The evidence with its text read anew from the bytes that came with it, where that reads more: this server has tables
 * that no agent for Windows XP can carry. The bytes stay.
 */
export function readPrinted(evidence: Evidence): Evidence {
  const name = evidence.printed === undefined ? undefined : NAMES[evidence.printed.codePage];
  if (evidence.printed === undefined || name === undefined) return evidence;
  const whole = new TextDecoder(name).decode(Buffer.from(evidence.printed.bytes, 'latin1'));
  const { text, truncated } = capEvidence(evidence.source, whole);
  if (lostIn(text) >= lostIn(evidence.text)) return evidence;
  return { ...evidence, text, truncated: truncated || evidence.truncated };
}
