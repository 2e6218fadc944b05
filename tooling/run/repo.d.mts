export const root: string;
export const toolEnvironment: NodeJS.ProcessEnv;
export function bin(name: string): string;
