export * from './own-program';
export * from './probation';
export * from './release-key-id';
export * from './trial';
export { forgetUpdates, readUpdateState } from './update-state';
export { FETCH_AGAIN_MS, type UpdaterParts } from './updater';
