import { capEvidence, type Evidence, type PrintedBytes } from '@teredo-fleet/teredo';

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

/** The text of bytes of a console, where it reads more of them than the agent's own; that one otherwise. */
export function textOfPrinted(text: string, printed: PrintedBytes | undefined): string {
  const name = printed === undefined ? undefined : NAMES[printed.codePage];
  if (printed === undefined || name === undefined) return text;
  const whole = new TextDecoder(name).decode(Buffer.from(printed.bytes, 'latin1'));
  return lostIn(whole) < lostIn(text) ? whole : text;
}

/**
 * The evidence with its text read anew from the bytes that came with it, where that reads more: this server has tables
 * that no agent for Windows XP can carry. The bytes stay.
 */
export function readPrinted(evidence: Evidence): Evidence {
  const whole = textOfPrinted(evidence.text, evidence.printed);
  if (whole === evidence.text) return evidence;
  const { text, truncated } = capEvidence(evidence.source, whole);
  return { ...evidence, text, truncated: truncated || evidence.truncated };
}
