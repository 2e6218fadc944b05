import {
  bodyToShow,
  type JobOrder,
  type NoticeRequest,
  type NoticeRules,
  textToShow,
} from '@teredo-fleet/agent-core';
import { noticePageView, type PageFacts } from '@teredo-fleet/services';
import { minuteText } from '@teredo-fleet/teredo';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { makeOrder, START } from '../../../agent-core/test/orders';
import { type Person, SimulatedLife } from '../../../agent-core/test/simulated-life';

const MINUTE = 60_000;
const ZONE = new Intl.DateTimeFormat().resolvedOptions().timeZone;
/** Every date of the page is in the words of its reader's language; a line that stands far from its zone names that too. */
const pageDate = new Intl.DateTimeFormat('en', {
  timeZone: ZONE,
  weekday: 'long',
  year: 'numeric',
  month: 'long',
  day: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
  timeZoneName: 'short',
});

const minutes = fc.integer({ min: 1, max: 600 });
const policies = fc.record({
  kind: fc.constantFrom('acknowledge', 'defer', 'defer', 'defer'),
  maxDeferrals: fc.integer({ min: 0, max: 5 }),
  minimumDeferralSeconds: fc.integer({ min: 0, max: 7200 }),
  answerTimeoutSeconds: fc.integer({ min: 30, max: 3600 }),
});
const answer = fc.constantFrom('deferred', 'deferred', 'deferred', 'timed-out', 'closed');
/** Who is there in a round; nobody's absence ends the story. */
const rounds = fc.array(
  fc.record({ ann: answer, bob: fc.option(answer), waitsMinutes: fc.integer({ min: 0, max: 30 }) }),
  { minLength: 1, maxLength: 6 },
);

function orderOf(policy: Partial<NoticeRules>, lasts: number, spans: [number, number][]): JobOrder {
  const windows = spans.map(([from, long]): [number, number] => [
    START + from * MINUTE,
    START + (from + long) * MINUTE,
  ]);
  return makeOrder({ notAfter: START + lasts * MINUTE, windows }, policy);
}

/** What the server knows of Ann's notice at this moment. */
function factsOf(life: SimulatedLife, deferralsLeft: number): PageFacts {
  const { work, notice, windows, notBefore, notAfter } = life.order;
  return {
    now: life.now,
    hostname: 'host-1',
    timeZone: ZONE,
    superseded: false,
    state: 'notifying',
    until: null,
    work: work as PageFacts['work'],
    notice,
    windows,
    notBefore,
    notAfter,
    finishedAt: null,
    cancelRequested: false,
    before: null,
    after: null,
    rollout: { name: 'Autumn', reason: null, author: null, email: null },
    organisation: null,
    firstDisplayedAt: life.state?.notice.firstDisplayedAt ?? null,
    overriddenBy: [],
    deferralsLeft,
    receipts: life.receipts
      .filter(({ session }) => session === 'ann')
      .map(({ answer, channel, answeredAt, deferredUntil }) => ({
        answer,
        channel,
        at: answeredAt,
        deferredUntil,
      })),
    answers: [],
  };
}

/** What a dialog that is shown now says of putting the change off; null: nothing. */
function toldByDialog(request: NoticeRequest): string | null {
  const text = textToShow(request, 'en');
  const told = bodyToShow(request, text, 0).slice(text.body.length).trim();
  return told === '' ? null : told;
}

/** The same with its one instant as the page writes it. */
function asOnPage(told: string | null, { deferrableUntil }: NoticeRequest): string | null {
  if (told === null || deferrableUntil === null) return told;
  const inDialog = minuteText(deferrableUntil);
  expect(told).toContain(inDialog);
  return told.replace(inDialog, pageDate.format(deferrableUntil));
}

const isAnnPutOff = (life: SimulatedLife) =>
  (life.receipts.filter(({ session }) => session === 'ann').at(-1)?.deferredUntil ?? 0) > life.now;

it('is the same of deferrals on the page as in the dialog, until the same instant, whatever the policy, the windows and who answered what', () => {
  let compared = 0;
  fc.assert(
    fc.property(
      policies,
      minutes,
      fc.array(fc.tuple(minutes, minutes), { maxLength: 3 }),
      rounds,
      (...made) => {
        const [policy, lasts, spans, story] = made;
        const life = new SimulatedLife(orderOf(policy, lasts, spans));
        life.people = (round) => {
          const { ann, bob } = story[Math.min(round, story.length - 1)]!;
          const people: Person[] = [{ id: 'ann', answer: ann }];
          return bob === null ? people : [...people, { id: 'bob', answer: bob }];
        };
        let seen = 0;
        life.boot();
        life.drain((one) => {
          const shown = one.effects.flatMap(({ effect }) =>
            effect.kind === 'show-notice' ? [effect.request] : [],
          );
          const request = shown.at(-1);
          if (request !== undefined && shown.length > seen) {
            seen = shown.length;
            const { form } = noticePageView(factsOf(one, request.deferralsLeft), 'en');
            const lines = form?.lines ?? [];
            if (one.state?.phase === 'notifying' && form !== null && !isAnnPutOff(one)) {
              expect(lines[0] ?? null).toBe(asOnPage(toldByDialog(request), request));
              expect(form.later !== null).toBe(request.mayDefer);
              compared += 1;
            }
          }
          return seen >= story.length + 1;
        });
      },
    ),
    { numRuns: 200 },
  );
  expect(compared).toBeGreaterThan(200);
});
