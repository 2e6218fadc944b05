import { type ButtonLabels, dialogButtons, plainText } from '@teredo-fleet/teredo';
import type { NoticeAnswer, NoticeToShow } from '../../notice-channel';
import { foldLines } from './fold-lines';

/** How a dialog program ended. */
export interface DialogEnd {
  exitCode: number | null;
  stdout: string;
}

/** A program that can show a dialog with up to three buttons. */
export interface DialogProgram {
  program: string;
  /** Any user of the machine can read them: no link stands in them. */
  args(notice: NoticeToShow, labels: ButtonLabels): string[];
  /** What it reads from its input, which its user alone can; null: nothing. */
  input(notice: NoticeToShow): string | null;
  /** Null: it ended without anybody having been asked. */
  answer(end: DialogEnd, labels: ButtonLabels): NoticeAnswer | null;
}

/** A text that can't be taken for an option, without control characters. */
const safe = (text: string) => plainText(text).replace(/^-/, '\u2010');

function answerOfLabel(text: string, labels: ButtonLabels): NoticeAnswer {
  const label = text.trim();
  if (label === labels.ok) return 'acknowledged';
  if (label === labels.later) return 'deferred';
  return label === labels.refuse ? 'refused' : 'closed';
}

/**
 * zenity(1): of its dialogs this one reads its text from its input, and shows markup as it was typed. Its first button is OK,
 * for others it prints their label, and it has one of its own that closes it.
 */
const ZENITY: DialogProgram = {
  program: 'zenity',
  args({ title, offers }, labels) {
    const [ok, ...others] = dialogButtons(offers, labels);
    return [
      '--text-info',
      '--width=480',
      '--height=360',
      `--title=${plainText(title)}`,
      `--ok-label=${ok!.label}`,
      // "Cancel" could be taken for a refusal.
      '--cancel-label=✕',
      ...others.map(({ label }) => `--extra-button=${label}`),
    ];
  },
  input: ({ body }) => plainText(body),
  answer({ exitCode, stdout }, labels) {
    if (exitCode === 0) return 'acknowledged';
    return exitCode === 1 ? answerOfLabel(stdout, labels) : null;
  },
};

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\\': '&#92;',
};

/**
 * KDialog takes a text that looks like markup for markup, and a backslash for the beginning of a sign: so it is given markup
 * in which neither is left, and Qt shows the text as it was typed, its spaces and lines too.
 */
function asQtText(text: string): string {
  const written = plainText(text).replace(/[&<>"\\]/g, (sign) => ENTITIES[sign]!);
  return `<qt><p style="white-space: pre-wrap">${written}</p></qt>`;
}

const KDIALOG_TAGS: Record<string, NoticeAnswer> = {
  ok: 'acknowledged',
  later: 'deferred',
  refuse: 'refused',
};

/**
 * KDialog: a menu, because its buttons can't be told from closing the window. It takes its text from its arguments alone, so
 * that the link is left out.
 */
const KDIALOG: DialogProgram = {
  program: 'kdialog',
  args: (notice, labels) => [
    '--title',
    safe(notice.title),
    '--menu',
    asQtText(notice.openBody),
    ...dialogButtons(notice.offers, labels).flatMap(({ label, answer }) => [
      Object.keys(KDIALOG_TAGS).find((tag) => KDIALOG_TAGS[tag] === answer)!,
      label,
    ]),
  ],
  input: () => null,
  answer({ exitCode, stdout }) {
    if (exitCode === 0) return KDIALOG_TAGS[stdout.trim()] ?? 'closed';
    return exitCode === 1 ? 'closed' : null;
  },
};

const XMESSAGE_CODES: Record<number, NoticeAnswer> = { 101: 'acknowledged', 102: 'deferred', 103: 'refused' };
const XMESSAGE_CLOSED = 1;
/** It makes no window wider than seven tenths of the screen, and as high as the lines it is given: so many fit on 800 pixels. */
const XMESSAGE_COLUMNS = 48;

/** xmessage(1): each button ends it with an exit code of its own. */
const XMESSAGE: DialogProgram = {
  program: 'xmessage',
  args(notice, labels) {
    const buttons = dialogButtons(notice.offers, labels).map(({ label, answer }) => {
      const code = Object.entries(XMESSAGE_CODES).find(([, meaning]) => meaning === answer)![0];
      return `${label}:${code}`;
    });
    return [
      '-center',
      '-xrm',
      '*international: true',
      // Where letters are wider nothing may be cut off: it breaks what does not fit.
      '-xrm',
      '*message.wrap: word',
      '-title',
      safe(notice.title),
      '-buttons',
      buttons.join(','),
      '-file',
      '-',
    ];
  },
  input: ({ title, body }) => foldLines(`${safe(title)}\n\n${plainText(body)}`, XMESSAGE_COLUMNS),
  answer({ exitCode }) {
    if (exitCode === XMESSAGE_CLOSED) return 'closed';
    return XMESSAGE_CODES[exitCode ?? -1] ?? null;
  },
};

/** The best first. */
export const DIALOG_PROGRAMS: readonly DialogProgram[] = [ZENITY, KDIALOG, XMESSAGE];
