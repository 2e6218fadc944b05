import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerNotice, isDatabaseAway, noticePage } from '@teredo-fleet/db';
import {
  judgeNoticeAnswer,
  noticePageView,
  type PageFacts,
  pageWordsFor,
  readNoticeCode,
  readNoticePage,
  shownNoticeCode,
  wasJustUnkept,
  wishedLanguage,
} from '@teredo-fleet/services';
import type { Pool } from 'pg';
import type { ReadOrigin } from '../http/client-address';
import { BodyTooLargeError, readBody } from '../http/read-body';
import { respondBytes } from '../http/respond';
import type { Logger } from '../log';
import type { AddressLimits } from './address-limits';
import { noticeHtmlPage, plainHtmlPage } from './page-html';
import { PAGE_POLICY } from './page-style';

/** Without a slash after it: a link, whatever somebody made of its code. */
const LINK_PATH = /^\/n\/([^/]{1,100})$/;
const MAX_BODY_BYTES = 2 * 1024;
/** What every form of the page is sent as. */
const FORM_TYPE = /^application\/x-www-form-urlencoded\s*(;|$)/i;
/** What a request costs of what its address may ask for. A guess costs as much as fifteen looks at a page. */
const COST = { look: 1, answer: 5, guess: 15 } as const;
/** No link that opens nothing is answered sooner, so that no reason for it can be told from its time. */
const NOTHING_AFTER_MS = 250;

const HEADERS = {
  'content-security-policy': PAGE_POLICY,
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
  'x-frame-options': 'DENY',
} as const;

/** One request, read. */
interface Visit {
  request: IncomingMessage;
  response: ServerResponse;
  begunMs: number;
  address: string;
  url: URL;
}

/** What a link opened, with the code that it was. */
interface Opened {
  code: string;
  codeSha256: Buffer;
  facts: PageFacts;
}

export interface NoticeDoorParts {
  pool: Pool;
  readOrigin: ReadOrigin;
  limits: AddressLimits;
  log: Logger;
}

function respondPage(
  { response }: Visit,
  status: number,
  html: string,
  headers: Record<string, string> = {},
): void {
  respondBytes(response, status, 'text/html; charset=utf-8', Buffer.from(html), { ...HEADERS, ...headers });
}

function languageOf({ request, url }: Visit, also: readonly string[] = []): string {
  const accepted = request.headers['accept-language'] ?? null;
  return wishedLanguage({ asked: url.searchParams.get('lang'), accepted }, also);
}

function respondPlain(
  visit: Visit,
  status: number,
  kind: 'nothing' | 'tooMany' | 'busy',
  headers: Record<string, string> = {},
): void {
  const words = pageWordsFor(languageOf(visit));
  respondPage(visit, status, plainHtmlPage(words.language, words[kind]), headers);
}

/** One answer for whatever opens nothing: guessed, malformed, expired, or another's. */
async function respondNothing(visit: Visit): Promise<void> {
  const rest = NOTHING_AFTER_MS - (performance.now() - visit.begunMs);
  if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
  respondPlain(visit, 404, 'nothing');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The one door of the page: `/n/<code>`, to read and to answer. */
export class NoticeDoor {
  constructor(readonly parts: NoticeDoorParts) {}

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { address } = this.parts.readOrigin(request);
    const base = 'http://notice.invalid';
    const url = URL.canParse(request.url ?? '', base) ? new URL(request.url ?? '', base) : new URL(base);
    const visit: Visit = { request, response, begunMs: performance.now(), address, url };
    try {
      await this.#answer(visit);
    } catch (error) {
      // Whoever asked is gone.
      if (response.destroyed) return;
      if (error instanceof BodyTooLargeError) {
        respondPlain(visit, 413, 'nothing', { connection: 'close' });
        return;
      }
      if (!isDatabaseAway(error)) this.parts.log.error({ err: error }, 'a page could not be shown');
      respondPlain(visit, 503, 'busy', { 'retry-after': '5' });
    }
  }

  #take({ address }: Visit, cost: number): boolean {
    return this.parts.limits.take(address, cost, performance.now());
  }

  async #answer(visit: Visit): Promise<void> {
    const { url, request, response } = visit;
    const text = (body: string) =>
      respondBytes(response, 200, 'text/plain; charset=utf-8', Buffer.from(body), HEADERS);
    if (url.pathname === '/healthz') return text('ok\n');
    if (url.pathname === '/robots.txt') return text('User-agent: *\nDisallow: /\n');
    if (!this.#take(visit, request.method === 'POST' ? COST.answer : COST.look))
      return respondPlain(visit, 429, 'tooMany', { 'retry-after': '60' });
    switch (request.method) {
      case 'GET':
      case 'HEAD':
        return this.#show(visit);
      case 'POST':
        return this.#takeAnswer(visit);
      default:
        return respondPlain(visit, 405, 'nothing', { allow: 'GET, HEAD, POST' });
    }
  }

  /** What the address of a request opens. What can't be a code is looked for as well: it takes the same time. */
  async #open(visit: Visit): Promise<Opened | null> {
    const found = LINK_PATH.exec(visit.url.pathname)?.[1];
    const code = found === undefined ? null : readNoticeCode(decoded(found));
    const codeSha256 = createHash('sha256')
      .update(code ?? visit.url.pathname)
      .digest();
    const row = await noticePage(this.parts.pool, codeSha256);
    if (row !== null && code !== null) return { code, codeSha256, facts: readNoticePage(row) };
    this.parts.limits.spend(visit.address, COST.guess, performance.now());
    return null;
  }

  async #show(visit: Visit): Promise<void> {
    const opened = await this.#open(visit);
    if (opened === null) return respondNothing(visit);
    const { code, facts } = opened;
    const language = languageOf(
      visit,
      facts.notice.texts.map((text) => text.language),
    );
    const notKept = wasJustUnkept(facts, visit.url.searchParams.get('unkept'));
    const place = { path: `/n/${shownNoticeCode(code)}`, notKept };
    respondPage(visit, 200, noticeHtmlPage(noticePageView(facts, language), place), {
      'content-language': language,
      vary: 'Accept-Language',
    });
  }

  async #takeAnswer(visit: Visit): Promise<void> {
    const body = new URLSearchParams((await readBody(visit.request, MAX_BODY_BYTES)).toString('utf8'));
    const opened = await this.#open(visit);
    if (opened === null) return respondNothing(visit);
    const kept = await this.#keep(visit, opened, body);
    const language = languageOf(
      visit,
      opened.facts.notice.texts.map((text) => text.language),
    );
    const path = `/n/${shownNoticeCode(opened.code)}?lang=${language}${kept ? '' : `&unkept=${opened.facts.now}`}`;
    respondPage(visit, 303, '', { location: path });
  }

  /** Whether the answer goes to the machine, or the same or another one does already. */
  async #keep(visit: Visit, { code, codeSha256, facts }: Opened, body: URLSearchParams): Promise<boolean> {
    const fields = { answer: body.get('answer'), until: body.get('until') };
    if (facts.answers.some(({ outcome }) => outcome === null)) return true;
    if (!FORM_TYPE.test(visit.request.headers['content-type'] ?? '')) return false;
    // No form of the page says a thing twice, and which of the two was meant is anybody's guess.
    if (body.getAll('answer').length > 1 || body.getAll('until').length > 1) return false;
    const wanted = judgeNoticeAnswer(facts, fields);
    if (wanted === null) return false;
    const also = facts.notice.texts.map((text) => text.language);
    const { notice } = noticePageView(facts, languageOf(visit, also));
    const said = { language: notice.language, textSha256: notice.sha256, address: visit.address };
    const taken = await answerNotice(this.parts.pool, { codeSha256, code, ...wanted, ...said });
    return taken !== 'closed';
  }
}
