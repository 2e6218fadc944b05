import { createHash } from 'node:crypto';
import {
  canonicalLanguage,
  chooseText,
  deferralLine,
  directionOf,
  latestStart,
  type PageWords,
} from '@teredo-fleet/teredo';
import { type ChangedFact, changedFacts, plannedChanges } from './page-changes';
import { type PageLanguage, pageLanguages, pageWordsFor } from './page-language';
import { ifUnanswered, type PageOffers, pageOffers } from './page-offers';
import { answeredThere, isOver, outcomeOf, statusOf } from './page-status';
import { type PageTimes, pageTimes } from './page-times';
import type { PageFacts } from './read-page';

/** A heading with the lines below it. */
export interface PageSection {
  heading: string;
  lines: string[];
}

/** What can be answered, in words. */
export interface PageForm {
  /** Lines before the buttons. */
  lines: string[];
  acknowledge: string | null;
  later: { until: string; button: string; times: { value: string; label: string }[] } | null;
  refuse: string | null;
}

/** All that the page says, in words of one language: whoever draws it decides nothing. */
export interface NoticePageView {
  language: string;
  words: PageWords;
  /** The notice, in the language of its own that is nearest. */
  notice: { language: string; direction: 'ltr' | 'rtl'; title: string; lines: string[]; sha256: string };
  hostname: string;
  organisation: string | null;
  status: string;
  /** What happens without an answer. */
  unanswered: string[];
  sections: PageSection[];
  /** Null: nothing is told of a change yet. Empty: nothing is otherwise. */
  changed: ChangedFact[] | null;
  answers: string[];
  form: PageForm | null;
  languages: PageLanguage[];
}

const MOST_WINDOWS = 3;
const MOST_ANSWERS = 8;

/** Puts values in for the words in braces. */
const filled = (text: string, values: Record<string, string>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);

const zoneLine = ({ times: words }: PageWords, { zone }: PageTimes): string =>
  zone === null ? words.zoneUnknown : filled(words.zone, { zone });

function whenLines(page: PageWords, times: PageTimes, facts: PageFacts): string[] {
  const { times: words } = page;
  const { notBefore, windows, now, firstDisplayedAt } = facts;
  const seconds = facts.notice.policy.minimumNoticeSeconds;
  const lines: string[] = [];
  if (notBefore > now) lines.push(filled(words.earliest, { time: times.full(notBefore) }));
  lines.push(filled(words.latest, { time: times.full(latestStart(facts)) }));
  for (const [from, to] of windows.filter(([, to]) => to > now).slice(0, MOST_WINDOWS))
    lines.push(filled(words.window, { from: times.full(from), to: times.full(to) }));
  if (seconds > 0 && firstDisplayedAt === null)
    lines.push(filled(words.notice, { duration: times.duration(seconds) }));
  if (seconds > 0 && firstDisplayedAt !== null) {
    const time = times.full(firstDisplayedAt + seconds * 1000);
    lines.push(filled(words.noticeOver, { duration: times.duration(seconds), time }));
  }
  return [...lines, zoneLine(page, times)];
}

function contactLine(words: PageWords, { rollout }: PageFacts): string {
  if (rollout.author === null) return words.noContact;
  const contact = rollout.email === null ? rollout.author : `${rollout.author} (${rollout.email})`;
  return filled(words.contact, { contact });
}

function overrideSections(
  { override }: PageWords,
  times: PageTimes,
  { overriddenBy }: PageFacts,
): PageSection[] {
  if (overriddenBy.length === 0) return [];
  const said = overriddenBy.map(({ name, at, reason }) => `${name ?? '–'}, ${times.full(at)}: ${reason}`);
  return [{ heading: override.heading, lines: [override.decided, ...said] }];
}

function sectionsOf(words: PageWords, times: PageTimes, facts: PageFacts): PageSection[] {
  const { headings } = words;
  const sections: PageSection[] = [];
  const ended = facts.finishedAt !== null || facts.superseded;
  if (!ended) {
    sections.push({ heading: headings.willChange, lines: plannedChanges(words, facts) });
    sections.push({ heading: headings.when, lines: whenLines(words, times, facts) });
  } else if (!facts.superseded) {
    sections.push({ heading: headings.when, lines: [times.full(facts.finishedAt!), zoneLine(words, times)] });
  }
  sections.push(...overrideSections(words, times, facts));
  if (facts.rollout.reason !== null) sections.push({ heading: headings.why, lines: [facts.rollout.reason] });
  if (facts.rollout.author !== null) sections.push({ heading: headings.by, lines: [facts.rollout.author] });
  sections.push({ heading: headings.whom, lines: [contactLine(words, facts)] });
  return sections;
}

/** The line of the dialog, in the words of the page and with its form of dates. */
function deferralLineOf({ language }: PageWords, times: PageTimes, offers: PageOffers): string | null {
  const { deferrals } = offers;
  if (deferrals === null || deferrals === 'over') return deferrals && deferralLine(language, deferrals);
  return deferralLine(language, { left: deferrals.left, until: times.zoned(deferrals.until) });
}

function unansweredLines(page: PageWords, times: PageTimes, facts: PageFacts, offers: PageOffers): string[] {
  const { unanswered: words } = page;
  const { whenNobodyLoggedOn } = facts.notice.policy;
  const untilShown = whenNobodyLoggedOn === 'wait' ? [words.untilShown] : [];
  const what = ifUnanswered(facts, offers);
  switch (what) {
    case null:
      return [];
    case 'nothing':
      return [words.nothingToDo];
    case 'by-itself':
      return [words.nothingToDo, words.byItself, ...untilShown];
    case 'unless-refused':
      return [words.nothingToDo, words.unlessRefused, ...untilShown];
    case 'asked':
      return [
        filled(words.asked, { time: times.zoned(latestStart(facts)) }),
        words.nobodyThere[whenNobodyLoggedOn],
      ];
  }
}

function formOf(words: PageWords, times: PageTimes, offers: PageOffers): PageForm | null {
  const { acknowledge, refuse, later, putOffUntil, shownAgainAt } = offers;
  if (!acknowledge && !refuse) return null;
  const { form } = words;
  const lines: string[] = [];
  if (shownAgainAt !== null) lines.push(filled(form.shownAgain, { time: times.zoned(shownAgainAt) }));
  const deferrals = deferralLineOf(words, times, offers);
  if (deferrals !== null) lines.push(deferrals);
  return {
    lines,
    acknowledge: acknowledge ? (putOffUntil === null ? form.ok : form.now) : null,
    later:
      later.length === 0
        ? null
        : {
            until: form.until,
            button: form.later,
            times: later.map((time) => ({ value: String(time), label: times.short(time) })),
          },
    refuse: refuse ? form.refuse : null,
  };
}

/** What was answered and what became of it, the oldest first. An answer of the page that was taken has its receipt too. */
function answerLines(words: PageWords, times: PageTimes, { receipts, answers }: PageFacts): string[] {
  const timeOf = (ms: number | null) => ({ time: ms === null ? '–' : times.short(ms) });
  const stamped = (at: number | null, line: string) => (at === null ? line : `${times.short(at)} – ${line}`);
  const there = receipts
    .filter(({ channel }) => channel !== 'page')
    .flatMap((receipt) => {
      const said = answeredThere(receipt);
      if (said === null) return [];
      const line = filled(words.there[said], timeOf(receipt.deferredUntil));
      return [{ at: receipt.at ?? 0, line: stamped(receipt.at, line) }];
    });
  const here = answers.map(({ answer, until, at, outcome }) => {
    const line = `${filled(words.here[answer], timeOf(until))} ${words.outcome[outcomeOf(outcome)]}`;
    return { at, line: stamped(at, line) };
  });
  return [...there, ...here]
    .sort((a, b) => a.at - b.at)
    .slice(-MOST_ANSWERS)
    .map(({ line }) => line);
}

/** The page as its reader sees it in one language. Pure: the time is the row's. */
export function noticePageView(facts: PageFacts, language: string): NoticePageView {
  const words = pageWordsFor(language);
  const times = pageTimes({ words: words.language, reader: language }, facts.timeZone, facts.now);
  const text = chooseText(facts.notice.texts, language) ?? {
    language: 'en',
    title: facts.rollout.name,
    body: '',
  };
  const offers = pageOffers(facts);
  const status = statusOf(facts, offers.acknowledge);
  const at = status === 'putOff' ? facts.until : facts.finishedAt;
  return {
    language,
    words,
    notice: {
      language: text.language,
      direction: directionOf(canonicalLanguage(text.language) ?? 'en'),
      title: text.title,
      lines: text.body.split('\n').filter((line) => line.trim() !== ''),
      sha256: createHash('sha256').update(`${text.title}\n${text.body}`).digest('hex'),
    },
    hostname: facts.hostname,
    organisation: facts.organisation,
    status: filled(words.status[status], at === null ? {} : { time: times.full(at) }),
    unanswered: unansweredLines(words, times, facts, offers),
    sections: sectionsOf(words, times, facts),
    changed: isOver(facts) ? changedFacts(words, facts) : null,
    answers: facts.superseded ? [] : answerLines(words, times, facts),
    form: formOf(words, times, offers),
    languages: pageLanguages(language, facts.notice.texts),
  };
}
