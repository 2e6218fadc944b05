import { PAGE_WORDS } from '@teredo-fleet/teredo';
import { noticePageView, type PageFacts } from '../../src';
import { sampleObservation } from './sample-observation';

/** A Saturday, 14:05 in Berlin. */
export const NOW = Date.parse('2026-11-28T13:05:00.000Z');
export const HOUR = 3_600_000;
/** The page's words in English. */
export const { en } = Object.fromEntries(PAGE_WORDS.map((words) => [words.language, words])) as {
  en: (typeof PAGE_WORDS)[number];
};

export const OBSERVED = sampleObservation({ type: 'disabled', verdict: 'unknown', at: NOW });

const desired = {
  teredo: { mode: 'on', type: null, serverName: null, refreshIntervalSeconds: null, clientPort: null },
  ipv6: 'install-if-missing',
  firewall: 'allow-teredo',
  allowReboot: false,
  acceptFirewallOff: false,
} as const;

/** Facts of a page whose notice is up, with what a test needs otherwise. */
export function factsOf(
  changes: Partial<PageFacts> = {},
  policy: Partial<PageFacts['notice']['policy']> = {},
): PageFacts {
  return {
    now: NOW,
    hostname: 'host-1',
    timeZone: 'Europe/Berlin',
    superseded: false,
    state: 'notifying',
    until: null,
    work: { kind: 'apply', desired },
    windows: [],
    notBefore: NOW - HOUR,
    notAfter: NOW + 24 * HOUR,
    finishedAt: null,
    cancelRequested: false,
    before: null,
    after: null,
    rollout: { name: 'Autumn', reason: 'The new game needs it.', author: 'Ada', email: 'ada@example.com' },
    organisation: 'Example Ltd',
    overriddenBy: [],
    firstDisplayedAt: NOW - HOUR,
    deferralsLeft: null,
    receipts: [],
    answers: [],
    ...changes,
    notice: {
      policy: {
        kind: 'defer',
        mayRefuse: true,
        minimumNoticeSeconds: 7200,
        maxDeferrals: 3,
        minimumDeferralSeconds: 900,
        answerTimeoutSeconds: 600,
        whenNobodyLoggedOn: 'start',
        ...policy,
      },
      texts: [
        { language: 'en', title: 'Teredo will be turned on', body: 'First line.\nSecond line.' },
        { language: 'de', title: 'Teredo wird eingeschaltet', body: 'Erste Zeile.' },
        { language: 'ar', title: 'سيتم تشغيل Teredo', body: 'سطر' },
      ],
    },
  };
}

export const receipt = (answer: string, deferredUntil: number | null = null, channel = 'desktop-dialog') => ({
  answer,
  channel,
  at: NOW - HOUR / 2,
  deferredUntil,
});

/** The page in English. */
export const view = (...given: Parameters<typeof factsOf>) => noticePageView(factsOf(...given), 'en');
