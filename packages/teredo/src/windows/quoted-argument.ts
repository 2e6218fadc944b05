/** An argument by the rules of CommandLineToArgvW: backslashes count before a quotation mark only. */
export function quotedArgument(word: string): string {
  return `"${word.replace(/(\\*)"/g, '$1$1\\"').replace(/(\\+)$/, '$1$1')}"`;
}
