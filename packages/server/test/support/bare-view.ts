import { type NoticePageView, pageWordsFor } from '@teredo-fleet/services';

/** A view that says one text wherever it says what came from outside. */
export function bareView(text: string): NoticePageView {
  return {
    language: 'en',
    words: pageWordsFor('en'),
    notice: { language: text, direction: 'ltr', title: text, lines: [text, text], sha256: '' },
    hostname: text,
    organisation: text,
    status: text,
    unanswered: [text],
    sections: [{ heading: text, lines: [text] }],
    changed: [{ fact: text, before: text, after: text }],
    answers: [text],
    form: {
      lines: [text],
      acknowledge: text,
      later: { until: text, button: text, times: [{ value: text, label: text }] },
      refuse: text,
    },
    languages: [{ language: text, name: text, current: false }],
  };
}
