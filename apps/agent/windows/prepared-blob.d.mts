export function preparedBlob(program: string): Buffer;
