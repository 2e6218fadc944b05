/** A page that shows nothing but why. */
export interface PlainPageWords {
  title: string;
  text: string;
}

/**
 * What the user's page of a notice says by itself, in one language. `{time}`, `{duration}`, `{zone}`, `{count}`,
 * `{from}`, `{to}` and `{contact}` stand for what their names say.
 */
export interface PageWords {
  /** BCP 47 tag. */
  language: string;
  /** The language's own name. */
  name: string;
  headings: {
    computer: string;
    status: string;
    willChange: string;
    wasChanged: string;
    when: string;
    why: string;
    by: string;
    whom: string;
    answer: string;
    answers: string;
    languages: string;
  };
  /** Two people decided in an emergency that no answer is waited for. */
  override: {
    heading: string;
    /** Before the two of them, a line each. */
    decided: string;
  };
  changes: {
    teredoOn: string;
    teredoOff: string;
    ipv6: string;
    firewallOpen: string;
    firewallClosed: string;
    restore: string;
    restart: string;
  };
  times: {
    earliest: string;
    latest: string;
    /** The least time between the first display and the change. */
    notice: string;
    /** The same, once it was displayed. */
    noticeOver: string;
    window: string;
    zone: string;
    /** Instead of `zone`: it is not known, and the times are in UTC. */
    zoneUnknown: string;
  };
  form: {
    ok: string;
    /** Instead of `ok`, while it is put off. */
    now: string;
    until: string;
    later: string;
    refuse: string;
    /** Between two rounds of the dialog. */
    shownAgain: string;
  };
  /** What happens without an answer. */
  unanswered: {
    nothingToDo: string;
    byItself: string;
    /** Instead of `byItself`, where it can be refused. */
    unlessRefused: string;
    /** After either of them, where the policy lets a computer wait at which nobody is logged on. */
    untilShown: string;
    /** An answer is waited for, until `{time}` at the latest. */
    asked: string;
    /** After `asked`, by what the policy says of a computer where nobody is logged on. */
    nobodyThere: { start: string; wait: string };
  };
  /** Where the change stands. */
  status: {
    asked: string;
    told: string;
    putOff: string;
    waiting: string;
    running: string;
    done: string;
    doneBefore: string;
    restored: string;
    failed: string;
    reverted: string;
    refused: string;
    expired: string;
    cancelling: string;
    cancelled: string;
    impossible: string;
    superseded: string;
  };
  /** What was answered at the computer itself. */
  there: {
    acknowledged: string;
    deferred: string;
    /** Put off, and not to be put off any more. */
    deferredInVain: string;
    refused: string;
    closed: string;
    timedOut: string;
    informed: string;
    suppressed: string;
  };
  /** What was answered on the page. */
  here: { acknowledged: string; deferred: string; refused: string };
  /** What became of an answer of the page. */
  outcome: {
    onItsWay: string;
    taken: string;
    tooLate: string;
    answeredBefore: string;
    notOffered: string;
    notKept: string;
  };
  facts: {
    setting: string;
    before: string;
    after: string;
    same: string;
    teredo: string;
    server: string;
    address: string;
    ipv6: string;
    firewall: string;
    on: string;
    off: string;
    installed: string;
    missing: string;
    open: string;
    closed: string;
    none: string;
    unknown: string;
  };
  contact: string;
  noContact: string;
  nothing: PlainPageWords;
  tooMany: PlainPageWords;
  busy: PlainPageWords;
}
