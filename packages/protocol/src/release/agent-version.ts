/** `major.minor.patch`, each without leading zeros and of at most six digits: what a release may be called. */
export const AGENT_VERSION_TEXT = /^(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})$/;

/** The three numbers; null for any other text, as of a version before a release ("1.0.0-rc.1"). */
export function readAgentVersion(text: string): [number, number, number] | null {
  const found = AGENT_VERSION_TEXT.exec(text);
  return found === null ? null : [Number(found[1]), Number(found[2]), Number(found[3])];
}

/** Whether a release is newer than another; false also where one of them can't be read: what is not known is not newer. */
export function isNewerVersion(version: string, than: string): boolean {
  const a = readAgentVersion(version);
  const b = readAgentVersion(than);
  if (a === null || b === null) return false;
  for (let i = 0; i < 3; i += 1) {
    const difference = (a[i] as number) - (b[i] as number);
    if (difference !== 0) return difference > 0;
  }
  return false;
}
