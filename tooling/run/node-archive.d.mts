export function keptNodeArchive(folder?: string): Buffer | null;
export function hasNodeForWindows(): boolean;
export function nodeArchive(folder?: string): Promise<Buffer>;
