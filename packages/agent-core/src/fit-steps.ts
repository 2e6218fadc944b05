import type { StepReport } from './job-effects';

/** What steps may take of a message, bytes: 64 KiB less the observations, the reasons and the facts beside them. */
const ROOM = 40_000;

/** Bytes of a character of a text in JSON and UTF-8. */
function sizeOf(unit: number): number {
  if (unit < 0x20) return 6;
  if (unit < 0x80) return unit === 0x22 || unit === 0x5c ? 2 : 1;
  if (unit < 0x800) return 2;
  // Half of a surrogate pair that stands alone is escaped.
  return unit >= 0xd800 && unit <= 0xdfff ? 6 : 3;
}

/** How many characters of a text fit into so many bytes, and what they take. */
function measure(text: string, room: number): { length: number; bytes: number } {
  let bytes = 0;
  for (let index = 0; index < text.length; index += 1) {
    const size = sizeOf(text.charCodeAt(index));
    if (bytes + size > room) return { length: index, bytes: bytes };
    bytes += size;
  }
  return { length: text.length, bytes: bytes };
}

/**
 * Steps with no more of what programs printed than a message holds. Each has its share of the text; bytes are told where
 * there is room for all of them.
 */
export function fitSteps(steps: StepReport[]): StepReport[] {
  const fitted: StepReport[] = [];
  let left = ROOM;
  for (let index = 0; index < steps.length; index += 1) {
    const step = steps[index] as StepReport;
    const { length, bytes } = measure(step.output, Math.floor(left / (steps.length - index)));
    left -= bytes;
    fitted.push({ ...step, output: step.output.slice(0, length) });
  }
  for (let index = 0; index < fitted.length; index += 1) {
    const step = fitted[index] as StepReport;
    if (step.printed === undefined) continue;
    const { length, bytes } = measure(step.printed.bytes, left);
    if (length < step.printed.bytes.length) step.printed = undefined;
    else left -= bytes;
  }
  return fitted;
}
