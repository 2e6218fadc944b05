import { consoleLines, shellCommandOf, windowsCommandOf, withoutLineNumbers } from '../text/console-lines';
import { textAt } from '../text/text-at';

/** What stands between two prompts. */
export interface PasteSection {
  /** What was typed; null before the first prompt. */
  command: string | null;
  /** The line of the prompt as it stands, for readers that take a name from it; null without one. */
  prompt: string | null;
  lines: string[];
  /** Number of the first of `lines`, from 1. */
  first: number;
}

/** Programs whose output is of use: `# a comment` of a configuration is no prompt. */
const UNIX_PROGRAM =
  /^(?:sudo )?(?:\/[a-z/]{1,40}\/)?(?:ip|ifconfig|miredo|journalctl|cat|systemctl|grep|less|head|tail|service|ping6?|ss|nft|uname|ls)(?: |$)/;

function unixCommandOf(line: string): string | null {
  const command = shellCommandOf(line);
  if (command === null) return null;
  return /^\s{0,8}[^\s@#$]{1,64}@/.test(line) || UNIX_PROGRAM.test(command) ? command : null;
}

/** Cuts a paste into what was printed after each prompt of cmd, PowerShell or a Unix shell. */
export function cutAtPrompts(text: string): PasteSection[] {
  const sections: PasteSection[] = [];
  let current: PasteSection = { command: null, prompt: null, lines: [], first: 1 };
  const lines = withoutLineNumbers(consoleLines(text));
  for (let index = 0; index < lines.length; index += 1) {
    const line = textAt(lines, index);
    const command = windowsCommandOf(line) ?? unixCommandOf(line);
    if (command === null) current.lines.push(line);
    else {
      sections.push(current);
      current = { command, prompt: line, lines: [], first: index + 2 };
    }
  }
  sections.push(current);
  return sections;
}
