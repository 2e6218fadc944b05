export function makeExecutable(folder: string): Promise<void>;
export function writeNode(folder: string): Promise<void>;
