export * from './agent-identity';
export { ConformanceError, type DoorClient, type FrameDoorClient } from './door-client';
export * from './poll-client';
export * from './scenarios';
export * from './ws-client';
