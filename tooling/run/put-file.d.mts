export function putFile(path: string, content: string | Uint8Array): Promise<void>;
