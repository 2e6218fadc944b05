/** What has options by number (WinHttpRequestOption): SecureProtocols is the ninth. */
export interface WithOptions {
  Option(number: number): unknown;
}

const SECURE_PROTOCOLS = 9;
/** SSL 2 and 3, which Windows before 7 offers by default, and for which servers hang up. */
const SSL = 0x28;
const TLS_1_0 = 0x80;
const TLS_1_2 = 0x800;
/** From Windows 7 on WinHttp knows 1.1 and 1.2, and before 8.1 uses them where it is told to. XP refuses the number. */
const WANTED = [0xa80, TLS_1_0];

type WriteOption = (object: WithOptions, number: number, value: number) => void;

/**
 * TypeScript has no words for a property with an argument that is written; JScript has had them always. Made when it is
 * asked for: a host without them throws here, and not as the script begins.
 */
export const writeOption: WriteOption = (object, number, value) => {
  const write = new Function('object', 'number', 'value', 'object.Option(number) = value') as WriteOption;
  write(object, number, value);
};

/** Has an opened request speak TLS 1.2 where this Windows can, else 1.0. False: it can't, or does not tell. */
export function allowTls(request: WithOptions, write: WriteOption): boolean {
  for (const wanted of WANTED) {
    try {
      const now = Number(request.Option(SECURE_PROTOCOLS));
      if ((now & TLS_1_2) !== 0) return true;
      write(request, SECURE_PROTOCOLS, (now & ~SSL) | wanted);
      return wanted !== TLS_1_0;
    } catch (_error) {
      // The next.
    }
  }
  return false;
}
