import type { PageWords } from './page-words';

export const de: PageWords = {
  language: 'de',
  name: 'Deutsch',
  headings: {
    computer: 'Dieser Computer',
    status: 'Stand',
    willChange: 'Was sich ändert',
    wasChanged: 'Was geändert wurde',
    when: 'Wann',
    why: 'Warum',
    by: 'Geplant von',
    whom: 'Wen Sie fragen können',
    answer: 'Ihre Antwort',
    answers: 'Was geantwortet wurde',
    languages: 'Diese Seite lesen auf',
  },
  override: {
    heading: 'Auf eine Antwort wird nicht gewartet',
    decided:
      'In einem Notfall wurde entschieden, dass diese Änderung vorgenommen wird, ohne auf eine Antwort der Personen an diesem Computer zu warten. Entschieden haben es zwei Personen:',
  },
  changes: {
    teredoOn:
      'Teredo wird eingeschaltet. Damit können Programme IPv6, das neuere Internetprotokoll, über Ihr Netz nutzen.',
    teredoOff:
      'Teredo wird ausgeschaltet. Programme, die andere darüber erreichen, etwa manche Spiele, können diese Verbindung verlieren.',
    ipv6: 'IPv6 wird installiert, falls es fehlt.',
    firewallOpen: 'Die Firewall dieses Computers lässt Teredo durch.',
    firewallClosed: 'Die Firewall dieses Computers lässt Teredo nicht mehr durch.',
    restore: 'Die früheren Einstellungen für Teredo, IPv6 und die Firewall kommen zurück.',
    restart: 'Ein Teil davon wirkt möglicherweise erst nach dem nächsten Neustart.',
  },
  times: {
    earliest: 'Nicht vor {time}.',
    latest: 'Nicht nach {time}.',
    notice: 'Frühestens {duration} nachdem dieser Hinweis zum ersten Mal auf diesem Computer erschienen ist.',
    noticeOver:
      'Frühestens {duration} nachdem dieser Hinweis zum ersten Mal auf diesem Computer erschienen ist: nicht vor {time}.',
    window: 'Nur zwischen {from} und {to}.',
    zone: 'Die Zeiten gelten in der Zeitzone dieses Computers: {zone}.',
    zoneUnknown:
      'Die Zeitzone dieses Computers ist nicht bekannt. Die Zeiten sind deshalb in UTC (koordinierte Weltzeit) angegeben.',
  },
  form: {
    ok: 'OK, einverstanden',
    now: 'Doch jetzt ausführen',
    until: 'Wieder fragen am:',
    later: 'Später',
    refuse: 'Ablehnen',
    shownAgain: 'Dieser Hinweis erscheint auf diesem Computer wieder: {time}.',
  },
  unanswered: {
    nothingToDo: 'Sie müssen nichts tun.',
    byItself: 'Die Änderung wird von selbst vorgenommen, sobald die Zeit dafür gekommen ist.',
    unlessRefused:
      'Wird sie nicht abgelehnt, so wird die Änderung von selbst vorgenommen, sobald die Zeit dafür gekommen ist.',
    untilShown:
      'Bevor jemand angemeldet ist und diesen Hinweis gezeigt bekommen hat, wird sie nicht vorgenommen.',
    asked:
      'Wenn Sie nicht antworten, wird nichts geändert, solange Sie an diesem Computer angemeldet sind, und der Hinweis erscheint wieder. Nach {time} wird die Änderung nicht mehr vorgenommen.',
    nobodyThere: {
      start: 'Solange niemand angemeldet ist, kann sie ohne eine Antwort vorgenommen werden.',
      wait: 'Solange niemand angemeldet ist, wird sie auch nicht vorgenommen.',
    },
  },
  status: {
    asked: 'Noch wurde nichts geändert. Ihre Antwort wird erwartet.',
    told: 'Noch wurde nichts geändert.',
    putOff: 'Noch wurde nichts geändert. Es ist verschoben bis {time}.',
    waiting: 'Noch wurde nichts geändert. Es beginnt, sobald die Zeit dafür gekommen ist.',
    running: 'Die Änderung wird gerade vorgenommen. Das Netz kann einige Sekunden aussetzen.',
    done: 'Die Änderung wurde am {time} vorgenommen und geprüft.',
    doneBefore: 'Es musste nichts geändert werden: Dieser Computer war schon so eingestellt.',
    restored: 'Die früheren Einstellungen kamen am {time} zurück.',
    failed:
      'Die Änderung hat nicht richtig geklappt ({time}). Ihre Administration kann sehen, was geschehen ist.',
    reverted:
      'Die Änderung wurde am {time} zurückgenommen, damit dieser Computer verbunden bleibt. Er ist eingestellt wie zuvor.',
    refused: 'Die Änderung wurde abgelehnt. Es wurde nichts geändert.',
    expired: 'Die Zeit für die Änderung war vorbei, bevor sie beginnen konnte. Es wurde nichts geändert.',
    cancelling: 'Die Änderung wird gerade abgesagt.',
    cancelled: 'Die Änderung wurde abgesagt. Es wurde nichts geändert.',
    impossible: 'Die Änderung war auf diesem Computer nicht möglich. Es wurde nichts geändert.',
    superseded:
      'Dieser Link gehört zu einem früheren Versuch. Auf diesem Computer erscheint ein neuerer Hinweis mit eigenem Link, oder er ist schon da.',
  },
  there: {
    acknowledged: 'Am Computer: einverstanden.',
    deferred: 'Am Computer: verschoben bis {time}.',
    deferredInVain: 'Am Computer: verschoben, doch weiter verschieben lässt es sich nicht.',
    refused: 'Am Computer: abgelehnt.',
    closed: 'Am Computer: Der Hinweis wurde ohne Antwort geschlossen.',
    timedOut: 'Am Computer: Der Hinweis wurde nicht rechtzeitig beantwortet.',
    informed: 'Am Computer: Der Hinweis wurde gezeigt.',
    suppressed: 'Am Computer: Der Hinweis konnte nicht gezeigt werden.',
  },
  here: {
    acknowledged: 'Auf dieser Seite: einverstanden.',
    deferred: 'Auf dieser Seite: verschoben bis {time}.',
    refused: 'Auf dieser Seite: abgelehnt.',
  },
  outcome: {
    onItsWay:
      'Die Antwort ist unterwegs zum Computer. Laden Sie diese Seite neu, um zu sehen, was daraus wurde.',
    taken: 'Der Computer hat die Antwort angenommen.',
    tooLate: 'Sie kam zu spät: Die Änderung hatte begonnen, oder ihre Zeit war vorbei.',
    answeredBefore: 'Der Computer hatte schon eine andere Antwort, und die gilt.',
    notOffered: 'Der Computer hat diese Antwort zu dieser Zeit nicht angenommen.',
    notKept:
      'Ihre Antwort wurde nicht angenommen: Es wird nichts mehr gefragt, oder nicht das. Dies ist der Stand.',
  },
  facts: {
    setting: 'Einstellung',
    before: 'Vorher',
    after: 'Jetzt',
    same: 'Nichts, was hier aufgeführt wird, hat sich geändert.',
    teredo: 'Teredo',
    server: 'Teredo-Server',
    address: 'Teredo-Adresse',
    ipv6: 'IPv6',
    firewall: 'Firewall',
    on: 'eingeschaltet',
    off: 'ausgeschaltet',
    installed: 'installiert',
    missing: 'nicht installiert',
    open: 'lässt Teredo durch',
    closed: 'lässt Teredo nicht durch',
    none: 'keine',
    unknown: 'nicht bekannt',
  },
  contact: 'Fragen, oder etwas geht nicht mehr? Wenden Sie sich an {contact}.',
  noContact: 'Fragen, oder etwas geht nicht mehr? Wenden Sie sich an Ihre Administration.',
  nothing: {
    title: 'Dieser Link öffnet nichts',
    text: 'Prüfen Sie ihn Zeichen für Zeichen. Ist Ihr Computer gerade erst wieder im Netz, versuchen Sie es in einer Minute noch einmal. Links enden 30 Tage, nachdem ihre Änderung vorbei ist.',
  },
  tooMany: { title: 'Zu viele Versuche', text: 'Warten Sie eine Minute, und versuchen Sie es noch einmal.' },
  busy: {
    title: 'Gerade nicht',
    text: 'Diese Seite kann im Augenblick nicht gezeigt werden. Versuchen Sie es in einer Minute noch einmal.',
  },
};
