'use client';
import { Button, Status, Tabs } from '@teredo-fleet/ui';
import { CircleX, Trash2, TriangleAlert } from 'lucide-react';
import { ChannelPreviews } from './channel-previews';
import { faultOf, languageName, type NoticeContent } from './notice-content';
import { type NoticeFinding, type NoticeWords, noticeWarnings } from './notice-rules';
import { WordsFields } from './words-fields';

function Findings({ findings }: { findings: readonly NoticeFinding[] }) {
  if (findings.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1 text-xs text-muted">
      {findings.map(({ text }) => (
        <li key={text}>
          <Status tone="warn" icon={TriangleAlert} wrap>
            {text}
          </Status>
        </li>
      ))}
    </ul>
  );
}

/** Every language of a notice: its words, and what a user sees of them. */
export function LanguageTabs(props: {
  content: NoticeContent;
  faults: readonly NoticeFinding[];
  tried: boolean;
  readOnly: boolean;
  open: string | null;
  onOpen(language: string): void;
  onChange(texts: NoticeWords[]): void;
}) {
  const { content, faults, tried, readOnly } = props;
  const { texts } = content;
  const warnings = noticeWarnings(texts);
  const open = texts.find(({ language }) => language === props.open) ?? texts[0];
  if (open === undefined) return <p className="text-sm text-muted">There is no language yet. Add one.</p>;
  const replace = (words: NoticeWords) =>
    props.onChange(texts.map((one) => (one.language === words.language ? words : one)));
  const isWrong = (language: string) => tried && faults.some((fault) => fault.language === language);
  return (
    <Tabs
      label="Languages"
      value={open.language}
      onChange={props.onOpen}
      tabs={texts.map((words) => ({
        value: words.language,
        title: (
          <>
            {languageName(words.language)}
            {isWrong(words.language) ? (
              <CircleX aria-label="has a fault" className="size-3.5 text-bad" />
            ) : null}
          </>
        ),
        content: (
          <div className="grid min-w-0 gap-5 lg:grid-cols-2">
            <div className="flex min-w-0 flex-col gap-3">
              <WordsFields
                words={words}
                readOnly={readOnly}
                faultOf={(field) => faultOf(faults, words, { field, tried })}
                onChange={replace}
              />
              <Findings
                findings={warnings.filter(({ language }) => language === words.language || language === null)}
              />
              {readOnly || texts.length === 1 ? null : (
                <div>
                  <Button
                    size="sm"
                    variant="ghost"
                    onClick={() => props.onChange(texts.filter((one) => one !== words))}
                  >
                    <Trash2 aria-hidden /> Remove {languageName(words.language)}
                  </Button>
                </div>
              )}
            </div>
            <ChannelPreviews words={words} given={null} />
          </div>
        ),
      }))}
    />
  );
}
