import type { ReadOrigin } from '../http/client-address';
import type { Logger } from '../log';
import type { Admission } from './admission';
import type { Allowances } from './allowances';
import type { ChannelKeys } from './challenge';
import type { HandshakeParts } from './handshake';
import type { Intake } from './intake';
import type { Sessions } from './sessions';
import type { Wakes } from './wakes';

/** What both doors lead to. */
export interface DoorParts {
  channel: ChannelKeys;
  handshake: HandshakeParts;
  admission: Admission;
  allowances: Allowances;
  sessions: Sessions;
  intake: Intake;
  wakes: Wakes;
  readOrigin: ReadOrigin;
  log: Logger;
}
