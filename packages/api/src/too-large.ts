/** Largest body of one request to the API, of pages and of programs. */
export const MAX_BODY_BYTES = 512 * 1024;

/** What is said of a body that is larger than its address takes: the limit, and what to do. */
export function tooLarge(maxBytes: number): { message: string; fields: Readonly<Record<string, string>> } {
  const size = `${maxBytes / 1024} KiB`;
  return {
    message: `What was sent is larger than the ${size} that one request may have here. Send less at once: leave out what is not needed, or ask in several requests.`,
    fields: { body: `larger than ${size}` },
  };
}
