import { readdirSync, readFileSync } from 'node:fs';

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '?';
  }
}

const stateOf = (path: string) => read(`${path}/status`).match(/^State:\s+(.*)$/m)?.[1] ?? '?';

function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return [];
  }
}

/** What a process does now, thread by thread: for the words of a wait for its end in vain. */
export function processWords(pid: number): string {
  const threads = threadsOf(pid).map((thread) => {
    const path = `/proc/${pid}/task/${thread}`;
    return `${thread} ${read(`${path}/comm`)}: ${stateOf(path)}, in ${read(`${path}/wchan`)}`;
  });
  const command = read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim();
  return [`process ${pid} (${command})`, ...threads].join('\n');
}
