/** The eight groups of an IPv6 address as four hex digits each; `text` as RFC 5952 writes it, without an IPv4 tail. */
export function expandAddress(text: string): string[] {
  const [head = '', tail] = text.toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = tail === undefined ? 0 : 8 - left.length - right.length;
  return [...left, ...Array<string>(Math.max(gap, 0)).fill('0'), ...right].map((group) =>
    group.padStart(4, '0'),
  );
}
