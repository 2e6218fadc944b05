import type { Call } from '../core/define-verb';
import { iso, isoOrNull } from '../core/instants';
import type { MomentView } from '../views';
import { keptSince, toldKeptSince } from './kept-since';
import type { Moment } from './moment';

/** A moment as it is told, with from when on machines' reports are kept. */
export async function momentView({ tx, now }: Call, { instant, otherwise }: Moment): Promise<MomentView> {
  return {
    at: iso(instant),
    otherwise: isoOrNull(otherwise),
    keptSince: await keptSince(tx, now),
    toldKeptSince: await toldKeptSince(tx),
  };
}
