import { join } from 'node:path';
import {
  createWineMachine,
  type InstalledStandIn,
  installStandIn,
  type WineMachine,
  type WineMachineOptions,
} from '@teredo-fleet/dev-env/wine';
import type { StandInState } from '@teredo-fleet/platform/stand-in';

/** A Windows 10 of Wine's whose programs and registry are those of an invented machine. */
export interface WindowsTen {
  machine: WineMachine;
  standIn: InstalledStandIn;
  /** Where a file of the drive `C:` lies here. */
  onDrive(path: string): string;
  /** Makes another machine of it, with its registry. */
  become(state: StandInState): Promise<void>;
  /** Ends all that runs there. */
  close(): Promise<void>;
}

export async function startWindowsTen(
  state: StandInState,
  options: WineMachineOptions = {},
): Promise<WindowsTen> {
  const machine = await createWineMachine('win10', options);
  const standIn = await installStandIn(machine.prefix, state);
  machine.override(standIn.overrides);
  const takeRegistry = () => machine.run('regedit', ['/S', machine.windowsPath(standIn.registryPath)]);
  await takeRegistry();
  return {
    machine,
    standIn,
    onDrive: (path) => join(machine.prefix, 'drive_c', path.slice(3).replaceAll('\\', '/')),
    async become(next) {
      standIn.become(next);
      await takeRegistry();
    },
    async close() {
      await machine.close();
      await standIn.close();
    },
  };
}
