export const NODE_PACKAGE: string;
export function isNodeArchive(bytes: Uint8Array): boolean;
export function nodeFromArchive(archive: Uint8Array): Buffer;
