/** Offsets of the PE format (Microsoft, "PE Format"): headers, optional header, directory of certificates. */
const PE_AT = 0x3c;
const COFF_BYTES = 24;
const PE32_PLUS = 0x20b;
const DIRECTORIES_AT = 112;
const CERTIFICATES = 4;
const DIRECTORY_BYTES = 8;

/**
 * A Windows program without its Authenticode signature. One that was changed would have a false signature, which looks
 * worse to Windows than none; whoever hands the program out signs it anew.
 */
export function withoutSignature(program) {
  const bytes = Buffer.from(program);
  const pe = bytes.readUInt32LE(PE_AT);
  const optional = pe + COFF_BYTES;
  if (bytes.toString('latin1', pe, pe + 4) !== 'PE\0\0' || bytes.readUInt16LE(optional) !== PE32_PLUS)
    throw new Error('This is no 64-bit program for Windows.');
  const entry = optional + DIRECTORIES_AT + CERTIFICATES * DIRECTORY_BYTES;
  const at = bytes.readUInt32LE(entry);
  const length = bytes.readUInt32LE(entry + 4);
  if (at === 0) return bytes;
  if (at + length !== bytes.length) throw new Error('Something lies behind the signature of this program.');
  bytes.fill(0, entry, entry + DIRECTORY_BYTES);
  return bytes.subarray(0, at);
}
