export { manifestSignedText } from './bundle-manifest';
export { readFingerprint } from './check-outside';
export { CHECKS, type Check, type Finding } from './finding';
export {
  type KeyCheck,
  type KeyRecord,
  keySignedText,
  keyStatementText,
  readKeys,
  tiedKeyIds,
} from './key-succession';
export { type HeadLineReading, readTiedHead } from './read-head';
export { type BundleQuestion, type BundleSubject, type BundleVerdict, verifyBundle } from './verify-bundle';
export type { ByteSource, Hasher, VerifyTools } from './verify-tools';
