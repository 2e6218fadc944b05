export function hasNodeForWindows(): Promise<boolean>;
export function makeExecutable(folder: string): Promise<void>;
