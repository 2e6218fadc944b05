import type { Call } from '../core/define-verb';
import { iso, isoOrNull } from '../core/instants';
import { readSettings } from '../settings/settings-store';
import type { MomentView } from '../views';
import type { Moment } from './moment';

const DAY_MS = 86_400_000;

/** A moment as it is told, with from when on machines' reports are kept. */
export async function momentView({ tx, now }: Call, { instant, otherwise }: Moment): Promise<MomentView> {
  const days = (await readSettings(tx)).retention.observations;
  return {
    at: iso(instant),
    otherwise: isoOrNull(otherwise),
    keptSince: days === null ? null : iso(new Date(now.getTime() - days * DAY_MS)),
  };
}
