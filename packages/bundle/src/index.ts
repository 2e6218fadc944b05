export type { BundleContent } from './bundle-content';
export { packBundle, type SignedManifest } from './pack-bundle';
export { type BundleKey, writeBundle } from './write-bundle';
export { BundleCountsError } from './write-tables';
