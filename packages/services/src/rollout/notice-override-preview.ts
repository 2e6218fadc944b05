import { defineQuery } from '../core/define-verb';
import { countOverride, noticeOverrideRows, passedOver } from './notice-override-rows';
import { rolloutHead } from './rollout-view';

/** Whose people would be passed over now, and how many not, by why. Writes nothing. */
export const previewNoticeOverride = defineQuery(
  'rollout.noticeOverridePreview',
  async (call, { id, filter, machineIds }) => {
    const { noticePolicy } = await rolloutHead(call, id);
    const rows = await noticeOverrideRows(call, id, { filter, machineIds });
    const hit = passedOver(rows);
    return {
      machines: hit.length,
      away: hit.filter(({ connected }) => !connected).length,
      counts: countOverride(rows),
      minimumNoticeSeconds: noticePolicy.minimumNoticeSeconds,
    };
  },
);
