import { defineQuery } from '../core/define-verb';
import { findBundle } from './bundle-view';

/** What became of a bundle. */
export const getEvidence = defineQuery(
  'evidence.get',
  async (call, { id }) => (await findBundle(call, id)).view,
);
