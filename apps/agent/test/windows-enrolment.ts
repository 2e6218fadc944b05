import type { WineMachine } from '@teredo-fleet/dev-env/wine';
import { markEnrolmentCommand } from '@teredo-fleet/teredo';
import { enrolmentSha256 } from '../../../packages/agent/src';
import type { FakeGateway } from '../../../packages/agent/test/fake-gateway';
import { enrolFolder } from '../../../packages/agent/test/fixtures';

/** Enrols in a folder of a drive of Wine's, as its administrator; `folder` is this system's. */
export async function enrolOnWindows(
  machine: WineMachine,
  folder: string,
  gateway: FakeGateway,
): Promise<void> {
  enrolFolder(folder, gateway);
  const sha256 = enrolmentSha256(folder);
  const command = sha256 === null ? null : markEnrolmentCommand([sha256]);
  if (command === null) throw new TypeError('no SHA-256');
  await machine.run(command.program, command.args);
}
