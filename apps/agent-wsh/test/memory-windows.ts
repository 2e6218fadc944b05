import { vi } from 'vitest';

/** Registry, files and programs of a Windows in memory, behind its objects of COM. */
export class MemoryWindows {
  readonly registry = new Map<string, string>();
  readonly files = new Set<string>();
  /** Programs that were run by the shell, as command lines. */
  readonly ran: string[] = [];
  /** Null: they never end by themselves. */
  exitCode: number | null = 0;
  ended = 0;
  /** The person in front of a box: the id of the button, told after what is done before it. */
  popup: (text: string, seconds: number, title: string, style: number) => number = () => -1;

  /** A machine with nothing on it; the objects stay, since the script keeps hold of them. */
  clear(): void {
    this.registry.clear();
    this.files.clear();
    this.ran.length = 0;
    this.exitCode = 0;
    this.ended = 0;
    this.popup = () => -1;
  }

  install(): void {
    const self = this;
    const objects = {
      RegRead(name: string): string {
        const value = self.registry.get(name.replace(/^HKCU\\/, `${OWN_HIVE}\\`));
        if (value === undefined) throw Object.assign(new Error('not found'), { number: -2147024894 });
        return value;
      },
      RegWrite: (name: string, value: string) =>
        void self.registry.set(name.replace(/^HKCU\\/, `${OWN_HIVE}\\`), value),
      GetSpecialFolder: () => ({ Path: 'C:\\WINDOWS\\System32' }),
      GetParentFolderName: () => 'C:\\WINDOWS',
      Run(command: string): number {
        self.ran.push(command);
        return self.exitCode ?? -1;
      },
      Exec(command: string) {
        self.ran.push(command);
        const end = () => {
          self.ended += 1;
        };
        return { Status: self.exitCode === null ? 0 : 1, ExitCode: self.exitCode, Terminate: end };
      },
      Popup: (text: string, seconds: number, title: string, style: number) =>
        self.popup(text, seconds, title, style),
      FileExists: (path: string) => self.files.has(path),
    };
    vi.stubGlobal('WScript', { Sleep: () => undefined });
    vi.stubGlobal(
      'ActiveXObject',
      class {
        constructor() {
          // biome-ignore lint/correctness/noConstructorReturn: an object of COM is what the host makes of a name.
          return objects;
        }
      },
    );
  }
}

/** Whose HKCU it is. */
export const OWN_SID = 'S-1-5-21-1-2-3-1001';
export const OWN_HIVE = `HKEY_USERS\\${OWN_SID}`;
