import type { PageWords } from './page-words';

export const fr: PageWords = {
  language: 'fr',
  name: 'Français',
  headings: {
    computer: 'Cet ordinateur',
    status: 'Où en est-on',
    willChange: 'Ce qui va changer',
    wasChanged: 'Ce qui a été modifié',
    when: 'Quand',
    why: 'Pourquoi',
    by: 'Prévu par',
    whom: 'À qui s’adresser',
    answer: 'Votre réponse',
    answers: 'Les réponses données',
    languages: 'Lire cette page en',
  },
  override: {
    heading: 'Aucune réponse n’est attendue',
    decided:
      'En raison d’une urgence, il a été décidé d’effectuer cette modification sans attendre la réponse des personnes qui utilisent cet ordinateur. Deux personnes l’ont décidé :',
  },
  changes: {
    teredoOn:
      'Teredo est activé. Les programmes peuvent ainsi utiliser IPv6, le nouveau protocole d’Internet, sur votre réseau.',
    teredoOff:
      'Teredo est désactivé. Les programmes qui en joignent d’autres par ce moyen, comme certains jeux, peuvent perdre cette connexion.',
    ipv6: 'IPv6 est installé s’il manque.',
    firewallOpen: 'Le pare-feu de cet ordinateur laisse passer Teredo.',
    firewallClosed: 'Le pare-feu de cet ordinateur ne laisse plus passer Teredo.',
    restore: 'Les réglages précédents de Teredo, d’IPv6 et du pare-feu sont rétablis.',
    restart: 'Une partie peut ne prendre effet qu’au prochain redémarrage.',
  },
  times: {
    earliest: 'Pas avant le {time}.',
    latest: 'Pas après le {time}.',
    notice: 'Au plus tôt {duration} après la première apparition de cet avis sur cet ordinateur.',
    noticeOver:
      'Au plus tôt {duration} après la première apparition de cet avis sur cet ordinateur : pas avant le {time}.',
    window: 'Uniquement entre le {from} et le {to}.',
    zone: 'Les heures sont celles du fuseau horaire de cet ordinateur : {zone}.',
    zoneUnknown:
      'Le fuseau horaire de cet ordinateur n’est pas connu ; les heures sont donc données en UTC (temps universel coordonné).',
  },
  form: {
    ok: 'OK, allez-y',
    now: 'Finalement, maintenant',
    until: 'Me redemander le :',
    later: 'Plus tard',
    refuse: 'Refuser',
    shownAgain: 'Cet avis s’affichera de nouveau sur cet ordinateur : {time}.',
  },
  unanswered: {
    nothingToDo: 'Vous n’avez rien à faire.',
    byItself: 'La modification se fera d’elle-même le moment venu.',
    unlessRefused: 'Sauf refus, la modification se fera d’elle-même le moment venu.',
    untilShown:
      'Tant que personne ne s’est connecté et que cet avis n’a pas été affiché, elle n’est pas effectuée.',
    asked:
      'Si vous ne répondez pas, rien ne sera modifié tant que vous êtes connecté à cet ordinateur, et cet avis reviendra. Après le {time}, la modification ne sera plus effectuée.',
    nobodyThere: {
      start: 'Tant que personne n’est connecté, elle peut être effectuée sans réponse.',
      wait: 'Tant que personne n’est connecté, elle n’est pas effectuée non plus.',
    },
  },
  status: {
    asked: 'Rien n’a encore été modifié. Votre réponse est attendue.',
    told: 'Rien n’a encore été modifié.',
    putOff: 'Rien n’a encore été modifié. C’est reporté au {time}.',
    waiting: 'Rien n’a encore été modifié. Le changement commencera au moment prévu.',
    running: 'Le changement est en cours. Le réseau peut s’interrompre quelques secondes.',
    done: 'Le changement a été effectué et vérifié le {time}.',
    doneBefore: 'Il n’y avait rien à modifier : cet ordinateur était déjà réglé ainsi.',
    restored: 'Les réglages précédents ont été rétablis le {time}.',
    failed:
      'Le changement n’a pas fonctionné comme prévu ({time}). Votre administrateur peut voir ce qui s’est passé.',
    reverted:
      'Le changement a été annulé le {time} pour que cet ordinateur reste connecté. Il est réglé comme avant.',
    refused: 'Le changement a été refusé. Rien n’a été modifié.',
    expired: 'Le délai était écoulé avant que le changement ait pu commencer. Rien n’a été modifié.',
    cancelling: 'Le changement est en cours d’annulation.',
    cancelled: 'Le changement a été annulé. Rien n’a été modifié.',
    impossible: 'Le changement n’était pas possible sur cet ordinateur. Rien n’a été modifié.',
    superseded:
      'Ce lien appartient à une tentative précédente. Un avis plus récent, avec son propre lien, se trouve sur cet ordinateur ou y apparaîtra.',
  },
  there: {
    acknowledged: 'Sur l’ordinateur : accepté.',
    deferred: 'Sur l’ordinateur : reporté au {time}.',
    deferredInVain: 'Sur l’ordinateur : reporté, mais il n’est plus possible de reporter.',
    refused: 'Sur l’ordinateur : refusé.',
    closed: 'Sur l’ordinateur : l’avis a été fermé sans réponse.',
    timedOut: 'Sur l’ordinateur : pas de réponse à temps.',
    informed: 'Sur l’ordinateur : l’avis a été affiché.',
    suppressed: 'Sur l’ordinateur : l’avis n’a pas pu être affiché.',
  },
  here: {
    acknowledged: 'Sur cette page : accepté.',
    deferred: 'Sur cette page : reporté au {time}.',
    refused: 'Sur cette page : refusé.',
  },
  outcome: {
    onItsWay:
      'La réponse est en route vers l’ordinateur. Rechargez cette page pour voir ce qu’elle est devenue.',
    taken: 'L’ordinateur a pris la réponse en compte.',
    tooLate: 'Elle est arrivée trop tard : le changement avait commencé, ou son délai était écoulé.',
    answeredBefore: 'L’ordinateur avait déjà une autre réponse, et c’est elle qui compte.',
    notOffered: 'L’ordinateur n’a pas accepté cette réponse à ce moment-là.',
    notKept:
      'Votre réponse n’a pas été retenue : plus rien n’est demandé, ou pas cela. Voici où en sont les choses.',
  },
  facts: {
    setting: 'Réglage',
    before: 'Avant',
    after: 'Maintenant',
    same: 'Rien de ce qui figure ici n’a été modifié.',
    teredo: 'Teredo',
    server: 'Serveur Teredo',
    address: 'Adresse Teredo',
    ipv6: 'IPv6',
    firewall: 'Pare-feu',
    on: 'activé',
    off: 'désactivé',
    installed: 'installé',
    missing: 'non installé',
    open: 'laisse passer Teredo',
    closed: 'ne laisse pas passer Teredo',
    none: 'sans objet',
    unknown: 'inconnu',
  },
  contact: 'Des questions, ou quelque chose ne marche plus ? Adressez-vous à {contact}.',
  noContact: 'Des questions, ou quelque chose ne marche plus ? Adressez-vous à votre administrateur.',
  nothing: {
    title: 'Ce lien n’ouvre rien',
    text: 'Vérifiez-le lettre par lettre. Si votre ordinateur vient de retrouver le réseau, réessayez dans une minute. Les liens expirent 30 jours après la fin de leur changement.',
  },
  tooMany: { title: 'Trop d’essais', text: 'Attendez une minute, puis réessayez.' },
  busy: {
    title: 'Pas pour l’instant',
    text: 'Cette page ne peut pas être affichée en ce moment. Réessayez dans une minute.',
  },
};
