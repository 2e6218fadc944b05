/** The archive, or one file in it, is not as a bundle's must be. The message is a sentence about it. */
export class ArchiveFault extends Error {
  readonly code = 'archive-fault';
}
