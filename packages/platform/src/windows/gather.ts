import type {
  ReadingName,
  WindowsAnswer,
  WindowsAnswers,
  WindowsReading,
  WindowsRelease,
} from '@teredo-fleet/teredo';
import {
  answerOfBytes,
  decodeConsoleBytes,
  readOemCodePage,
  registryText,
  releaseOfAnswers,
  VERSION_READING,
  windowsReadings,
} from '@teredo-fleet/teredo';
import { ProgramError } from '../spawn';
import type { RunWindows, WindowsResult } from '../spawn-windows';

/** The code page of a console until the registry has told it: what isn't ASCII is then not known. */
const UNKNOWN_CODE_PAGE = 0;

/** By which what programs of the machine print is read. */
export function codePageOf(answers: WindowsAnswers): number {
  return readOemCodePage(registryText(answers, 'code-page', 'OEMCP') ?? '') ?? UNKNOWN_CODE_PAGE;
}

/** The text of what a program printed, by the code page that the machine's answers tell. */
export function textOfResult({ bytes }: WindowsResult, answers: WindowsAnswers): string {
  return decodeConsoleBytes(bytes, codePageOf(answers)).text;
}

async function answerTo(
  { command }: WindowsReading,
  run: RunWindows,
  answers: WindowsAnswers,
): Promise<WindowsAnswer> {
  try {
    const result = await run(command);
    return answerOfBytes(result.bytes, codePageOf(answers), result.exitCode);
  } catch (error) {
    if (error instanceof ProgramError) return { text: error.message, exitCode: null };
    throw error;
  }
}

/** Asks one after another and adds what is answered: a machine that starts is not to be made slower. */
async function askAll(readings: WindowsReading[], run: RunWindows, answers: WindowsAnswers): Promise<void> {
  for (const reading of readings) answers[reading.name] = await answerTo(reading, run, answers);
}

const FIRST: ReadingName[] = ['code-page'];

/** Asks which Windows this is, and what `wanted` gives for it. The code page comes first, since texts behind it are read by it. */
export async function lookAtSome(
  run: RunWindows,
  wanted: (release: WindowsRelease) => WindowsReading[],
): Promise<{ answers: WindowsAnswers; release: WindowsRelease | null }> {
  const answers: WindowsAnswers = {};
  await askAll([VERSION_READING], run, answers);
  const release = releaseOfAnswers(answers);
  if (release === null) return { answers, release };
  const first = windowsReadings(release).filter(({ name }) => FIRST.includes(name));
  const rest = wanted(release).filter(({ name }) => !FIRST.includes(name));
  await askAll([...first, ...rest], run, answers);
  return { answers, release };
}

/** Everything that a machine is asked. */
export async function lookAtWindows(run: RunWindows): Promise<WindowsAnswers> {
  return (await lookAtSome(run, windowsReadings)).answers;
}
