export function makeExecutable(folder: string): Promise<void>;
