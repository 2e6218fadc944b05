import { parentFolder, systemFolderAsTold } from './files';
import { createObject } from './host';

interface Shell {
  CurrentDirectory: string;
  ExpandEnvironmentStrings(text: string): string;
  Run(command: string, windowStyle: number, wait: boolean): number;
  Exec(command: string): { Status: number; ExitCode: number; Terminate(): void };
  Popup(text: string, secondsToWait: number, title: string, type: number): number;
}

let made: Shell | null = null;

/** Windows' own object for programs and environment. */
export function shell(): Shell {
  made = made ?? createObject<Shell>('WScript.Shell');
  return made;
}

const HIDDEN = 0;

/** Runs a command line without a window and waits for its end; its exit code, or -1 where it could not be started. */
export function runHidden(command: string): number {
  try {
    return shell().Run(command, HIDDEN, true);
  } catch (_error) {
    return -1;
  }
}

/** A variable of the environment; null when it is not set. */
export function environmentValue(name: string): string | null {
  const asked = `%${name}%`;
  // Not every host takes the zero away that ends a text of Windows.
  const value = shell().ExpandEnvironmentStrings(asked).replace(/\0+$/, '');
  return value === asked || value === '' ? null : value;
}

/**
 * The folder of Windows, without a backslash at its end, as Windows itself says it: a person's own variables hold in the
 * person's elevated shell, and a program or a task from another folder would have those rights, or SYSTEM's.
 */
export const systemRoot = (): string => parentFolder(systemFolderAsTold());

/** The folder of Windows' own programs, with a backslash at its end. PATH is never asked. */
export const systemFolder = (): string => `${systemRoot()}\\System32\\`;
