'use client';
import { Checkbox, cn } from '@teredo-fleet/ui';
import { type ReactNode, useState } from 'react';
import { useViewer } from '@/shell/viewer';
import { channelTexts, type NoticeAsk, type NoticeOffers, type NoticeWords, triedAsk } from './notice-rules';

function Channel(props: { name: string; about: string; children: ReactNode }) {
  return (
    <figure className="min-w-0 rounded-md border bg-sunken p-3">
      <figcaption className="mb-2 text-xs text-muted">
        <span className="font-medium text-ink">{props.name}</span> {props.about}
      </figcaption>
      {props.children}
    </figure>
  );
}

/** A window with its title, as desktops draw one. */
function WindowBox(props: {
  title: string;
  body: string;
  buttons: readonly string[];
  language: string;
  /** `auto`: each line as its own letters say. */
  direction: 'auto' | 'ltr';
}) {
  return (
    <div lang={props.language} className="overflow-hidden rounded-md border bg-raised text-sm shadow-raised">
      <p dir={props.direction} className="border-b bg-sunken px-3 py-1.5 text-xs font-semibold wrap-anywhere">
        {props.title || 'No title'}
      </p>
      <div className="px-3 py-3">
        {props.body.split('\n').map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are known by their place
          <p key={index} dir={props.direction} className="min-h-5 wrap-anywhere">
            {line}
          </p>
        ))}
        <p className="mt-3 flex flex-wrap justify-end gap-1.5 text-xs" aria-hidden>
          {props.buttons.map((label, index) => (
            <span
              key={label}
              className={cn('rounded-sm border px-2.5 py-0.5', index === 0 && 'border-accent text-accent')}
            >
              {label}
            </span>
          ))}
        </p>
      </div>
    </div>
  );
}

function Plain({ text, language }: { text: string; language: string }) {
  return (
    <pre
      lang={language}
      dir="ltr"
      className="rounded-md border bg-raised p-3 font-mono text-xs whitespace-pre-wrap wrap-anywhere"
    >
      {text}
    </pre>
  );
}

function OfferChoice({ offers, onChange }: { offers: NoticeOffers; onChange(offers: NoticeOffers): void }) {
  const box = (key: keyof NoticeOffers, label: string) => (
    <Checkbox
      label={label}
      checked={offers[key]}
      onChange={(event) => onChange({ ...offers, [key]: event.target.checked })}
    />
  );
  return (
    <fieldset className="flex flex-wrap gap-x-4 gap-y-1">
      <legend className="sr-only">What the rollout lets its users answer</legend>
      {box('acknowledge', 'Asks for OK')}
      {box('defer', 'May be put off')}
      {box('refuse', 'May be refused')}
    </fieldset>
  );
}

/** What a user sees on every channel there is; `given`: what a plan lets them answer, else that can be tried. */
export function ChannelPreviews({ words, given }: { words: NoticeWords; given: NoticeAsk | null }) {
  const { name, email } = useViewer();
  const [tried, setTried] = useState<NoticeOffers>({ acknowledge: true, defer: false, refuse: false });
  const ask = given ?? triedAsk(tried);
  const { language } = words;
  const values = {
    contact: `${name} (${email})`,
    organisation: 'Your organisation',
    rollout: 'Name of the rollout',
  };
  const { composed, buttons, terminal, box, message } = channelTexts(words, ask, values);
  return (
    <section aria-label="Preview" className="flex min-w-0 flex-col gap-3">
      {given === null ? <OfferChoice offers={tried} onChange={setTried} /> : null}
      <Channel name="Linux desktop" about="A dialog; its buttons are in the session’s language.">
        <WindowBox {...composed} buttons={buttons} language={language} direction="auto" />
      </Channel>
      <Channel
        name="Windows"
        about="A message box. Windows writes the buttons in its own language, and begins lines at the left."
      >
        <WindowBox title={composed.title} {...box} language={language} direction="ltr" />
      </Channel>
      <Channel name="Terminal" about="Remote and text logins; answered by the command in it.">
        <Plain text={terminal} language={language} />
      </Channel>
      {message === null ? null : (
        <Channel name="Windows, without the helper" about="Sent by msg, which asks nothing.">
          <Plain text={message} language={language} />
        </Channel>
      )}
      <ul className="flex list-disc flex-col gap-1 pl-4 text-xs text-muted">
        <li>
          <code>{'{contact}'}</code> is whoever writes the plan, here you.
        </li>
        <li>
          <code>{'{organisation}'}</code> is the name in the settings.
        </li>
        <li>
          <code>{'{rollout}'}</code> is the name of the rollout.
        </li>
        <li>
          The link leads to the page on which a user reads and answers the notice. Address and code are
          samples: each session gets its own. Without such a page on your server the link is left out.
        </li>
        {ask.deferral === null ? null : (
          <li>
            How often and until when it can be put off is worked out on each computer when the notice is
            shown, from the end of the change, its windows and the time for an answer.
          </li>
        )}
      </ul>
    </section>
  );
}
