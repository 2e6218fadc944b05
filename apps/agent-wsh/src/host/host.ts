/** What Windows Script Host offers to a script, as far as the agent uses it. */
interface ScriptHost {
  readonly FullName: string;
  readonly ScriptFullName: string;
  readonly Arguments: { readonly length: number; Item(index: number): string };
  Echo(text: string): void;
  Sleep(ms: number): void;
  Quit(exitCode: number): void;
}

declare const WScript: ScriptHost;
declare const ActiveXObject: new (name: string) => unknown;
declare const VBArray: new (array: unknown) => { toArray(): unknown[] };

/** The host that runs this script. */
export const scriptHost = (): ScriptHost => WScript;

/** A COM object by its name. Throws when this Windows has none of that name. */
export const createObject = <T>(name: string): T => new ActiveXObject(name) as T;

/** The elements of an array of COM; null when it is none. */
export function elementsOf(value: unknown): unknown[] | null {
  try {
    return new VBArray(value).toArray();
  } catch (_error) {
    return null;
  }
}

/** What an error says. Those of COM often say nothing but their number. */
export function messageOf(error: unknown): string {
  const { message, number } = error as { message?: string; number?: number };
  if (message) return message;
  return number === undefined ? String(error) : `error 0x${(number >>> 0).toString(16)}`;
}
