import { CAUSES_OF_CLIENT } from './causes-of-client';
import { CAUSES_OF_CONNECTION } from './causes-of-connection';
import { CAUSES_OF_FIREWALL } from './causes-of-firewall';
import { CAUSES_OF_HEALTH } from './causes-of-health';
import { CAUSES_OF_MACHINE } from './causes-of-machine';
import { CAUSES_OF_SETTINGS } from './causes-of-settings';
import { CAUSES_OVER_TIME } from './causes-over-time';
import type { CauseTable } from './looks';

/** Every cause with what leads to it and what nearly does. */
export const CAUSES: CauseTable[] = [
  ...CAUSES_OF_MACHINE,
  ...CAUSES_OF_CONNECTION,
  ...CAUSES_OF_CLIENT,
  ...CAUSES_OF_SETTINGS,
  ...CAUSES_OF_FIREWALL,
  ...CAUSES_OVER_TIME,
  ...CAUSES_OF_HEALTH,
];
