export { type InstalledStandIn, installStandIn } from './install-stand-in';
export type { StandInCall } from './stand-in-listener';
