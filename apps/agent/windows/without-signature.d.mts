export function withoutSignature(program: Uint8Array): Buffer;
