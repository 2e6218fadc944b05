import type { AlertNews, DueDelivery } from '@teredo-fleet/db';
import { type AlertKind, alertWords, headlineOf } from '@teredo-fleet/services';

/** One piece of news as it goes out, for people and for programs. */
export interface SpokenNews extends AlertNews {
  title: string;
  sentence: string;
  /** Where in the dashboard its subject is shown. */
  url: string;
}

/** What goes to a destination. */
export interface AlertMessage {
  id: string;
  isTest: boolean;
  /** When it was put in line, ISO 8601 UTC. */
  at: string;
  news: SpokenNews[];
  /** The page of alerts. */
  url: string;
}

export interface Dashboard {
  /** Where people open it. */
  publicUrl: string;
  manyScopes: boolean;
}

/** News in words. */
export function alertMessage(
  { id, isTest, createdAt, news }: DueDelivery,
  { publicUrl, manyScopes }: Dashboard,
): AlertMessage {
  return {
    id,
    isTest,
    at: createdAt.toISOString(),
    url: `${publicUrl}/alerts`,
    news: news.map((one) => {
      const { title, sentence, path } = alertWords({ ...one, kind: one.kind as AlertKind }, { manyScopes });
      return { ...one, title, sentence, url: `${publicUrl}${path}` };
    }),
  };
}

const minute = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')} UTC`;

function paragraph(news: SpokenNews): string {
  const { what, sentence, openedAt, at, url } = news;
  const said =
    what === 'end'
      ? `It is over at ${minute(at)}; it began at ${minute(openedAt)}.`
      : `${sentence}\nSince ${minute(openedAt)}.`;
  return `${headlineOf(what, news)}\n${said}\n${url}`;
}

/** A mail of it: one, however many alerts there are news of. */
export function mailOf({ isTest, news, url }: AlertMessage): { subject: string; text: string } {
  if (isTest) {
    return {
      subject: 'Teredo Fleet: a test',
      text: `Somebody tries whether alerts get here. Nothing happened.\n\nAll alerts: ${url}\n`,
    };
  }
  const [first] = news;
  const subject =
    news.length === 1 && first !== undefined ? headlineOf(first.what, first) : `${news.length} alerts`;
  return {
    subject: `Teredo Fleet: ${subject}`,
    text: `${news.map(paragraph).join('\n\n')}\n\nAll alerts: ${url}\n`,
  };
}

/** The body of a webhook's message. */
export function bodyOf({ isTest, at, news, url }: AlertMessage): string {
  return JSON.stringify({ type: isTest ? 'alerts.test' : 'alerts.news', timestamp: at, data: { news, url } });
}
