import { pageOffers } from './page-offers';
import type { PageFacts } from './read-page';

/** An answer as it may be kept. */
export interface WantedAnswer {
  answer: 'acknowledged' | 'deferred' | 'refused';
  until: Date | null;
}

/** The fields of the page's form as an answer that is offered at this moment; null: it is none, or not offered. */
export function judgeNoticeAnswer(
  facts: PageFacts,
  fields: { answer: string | null; until: string | null },
): WantedAnswer | null {
  const offers = pageOffers(facts);
  switch (fields.answer) {
    case 'acknowledged':
      return offers.acknowledge ? { answer: 'acknowledged', until: null } : null;
    case 'refused':
      return offers.refuse ? { answer: 'refused', until: null } : null;
    case 'deferred': {
      const [least] = offers.later;
      const most = offers.later.at(-1);
      if (least === undefined || most === undefined) return null;
      // A page that lay open for a while offers times that have gone by: the nearest that is left is meant.
      const wish = /^\d{1,15}$/.test(fields.until ?? '') ? Number(fields.until) : least;
      return { answer: 'deferred', until: new Date(Math.min(Math.max(wish, least), most)) };
    }
    default:
      return null;
  }
}
