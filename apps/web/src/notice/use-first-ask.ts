import { useClock } from '@teredo-fleet/ui';
import type { NoticePolicy } from '@/change/notice';
import { wallText } from '@/plan/wall-clock';
import { firstAsk, type NoticeAsk } from './notice-rules';

/** What a policy's notice would ask if it were shown now. `latestStart`: from then on nothing starts; null: it differs. */
export function useFirstAsk(policy: NoticePolicy, latestStart: number | null): NoticeAsk {
  const { now, zone } = useClock();
  const minute = (ms: number) => wallText(ms, zone).replace('T', ' ');
  return firstAsk(policy, { nowMs: now, latestStart, minute });
}
