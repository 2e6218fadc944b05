export const NODE_PACKAGE: string;
export function nodeFromArchive(archive: Uint8Array): Buffer;
