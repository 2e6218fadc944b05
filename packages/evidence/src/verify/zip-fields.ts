import { ArchiveFault } from './archive-fault';

const FIELD_BYTES = 4;
/** Sizes in the 64-bit form, times in two ways, and the numbers of an owner. */
const KNOWN = [0x0001, 0x000a, 0x5455, 0x7875];

/**
 * Refuses further fields of an entry that say more than its sizes, times and owner. One of them gives a file another name when
 * it is unpacked, with folders if it likes, so that what lies on the disk is not what was checked.
 *
 * @throws ArchiveFault
 */
export function checkFields(fields: DataView, name: string): void {
  for (let at = 0; at < fields.byteLength; ) {
    const isWhole =
      at + FIELD_BYTES <= fields.byteLength &&
      at + FIELD_BYTES + fields.getUint16(at + 2, true) <= fields.byteLength;
    if (!isWhole || !KNOWN.includes(fields.getUint16(at, true))) {
      throw new ArchiveFault(
        `${name} has a field in its header that bundles do not have: by such a field it can be unpacked under another name.`,
      );
    }
    at += FIELD_BYTES + fields.getUint16(at + 2, true);
  }
}
