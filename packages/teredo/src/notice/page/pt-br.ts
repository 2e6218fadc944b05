import type { PageWords } from './page-words';

export const ptBr: PageWords = {
  language: 'pt-BR',
  name: 'Português (Brasil)',
  headings: {
    computer: 'Este computador',
    status: 'Situação',
    willChange: 'O que vai mudar',
    wasChanged: 'O que foi alterado',
    when: 'Quando',
    why: 'Por quê',
    by: 'Planejado por',
    whom: 'A quem perguntar',
    answer: 'Sua resposta',
    answers: 'O que foi respondido',
    languages: 'Ler esta página em',
  },
  override: {
    heading: 'Não se aguarda resposta',
    decided:
      'Por causa de uma emergência, foi decidido fazer esta alteração sem esperar a resposta das pessoas que usam este computador. Duas pessoas decidiram isso:',
  },
  changes: {
    teredoOn:
      'O Teredo é ativado. Ele permite que os programas usem o IPv6, o protocolo de Internet mais novo, pela sua rede.',
    teredoOff:
      'O Teredo é desativado. Programas que alcançam outros por meio dele, como alguns jogos, podem perder essa conexão.',
    ipv6: 'O IPv6 é instalado, se estiver faltando.',
    firewallOpen: 'O firewall deste computador deixa o Teredo passar.',
    firewallClosed: 'O firewall deste computador não deixa mais o Teredo passar.',
    restore: 'As configurações anteriores do Teredo, do IPv6 e do firewall voltam.',
    restart: 'Uma parte pode só ter efeito depois da próxima reinicialização.',
  },
  times: {
    earliest: 'Não antes de {time}.',
    latest: 'Não depois de {time}.',
    notice: 'No mínimo {duration} depois que este aviso apareceu pela primeira vez neste computador.',
    noticeOver:
      'No mínimo {duration} depois que este aviso apareceu pela primeira vez neste computador: não antes de {time}.',
    window: 'Somente entre {from} e {to}.',
    zone: 'Os horários são os do fuso horário deste computador: {zone}.',
    zoneUnknown:
      'O fuso horário deste computador não é conhecido; por isso, os horários estão em UTC (tempo universal coordenado).',
  },
  form: {
    ok: 'OK, pode fazer',
    now: 'Fazer agora mesmo',
    until: 'Perguntar de novo em:',
    later: 'Mais tarde',
    refuse: 'Recusar',
    shownAgain: 'Este aviso aparecerá de novo neste computador: {time}.',
  },
  unanswered: {
    nothingToDo: 'Você não precisa fazer nada.',
    byItself: 'A alteração será feita automaticamente quando chegar a hora.',
    unlessRefused: 'A menos que seja recusada, a alteração será feita automaticamente quando chegar a hora.',
    untilShown:
      'Ela não será feita até que alguém tenha uma sessão aberta e este aviso lhe tenha sido mostrado.',
    asked:
      'Se você não responder, nada será alterado enquanto sua sessão estiver aberta neste computador, e o aviso voltará a aparecer. Depois de {time} a alteração não será mais feita.',
    nobodyThere: {
      start: 'Enquanto não houver ninguém com sessão aberta, ela pode ser feita sem resposta.',
      wait: 'Enquanto não houver ninguém com sessão aberta, ela também não será feita.',
    },
  },
  status: {
    asked: 'Nada foi alterado ainda. Sua resposta é aguardada.',
    told: 'Nada foi alterado ainda.',
    putOff: 'Nada foi alterado ainda. Está adiado até {time}.',
    waiting: 'Nada foi alterado ainda. Começa quando chegar a hora.',
    running: 'A alteração está sendo feita agora. A rede pode parar por alguns segundos.',
    done: 'A alteração foi feita e verificada em {time}.',
    doneBefore: 'Não foi preciso alterar nada: este computador já estava configurado assim.',
    restored: 'As configurações anteriores voltaram em {time}.',
    failed: 'A alteração não funcionou como deveria ({time}). Seu administrador pode ver o que aconteceu.',
    reverted:
      'A alteração foi desfeita em {time}, para que este computador continue conectado. Ele está configurado como antes.',
    refused: 'A alteração foi recusada. Nada foi alterado.',
    expired: 'O prazo da alteração acabou antes que ela pudesse começar. Nada foi alterado.',
    cancelling: 'A alteração está sendo cancelada.',
    cancelled: 'A alteração foi cancelada. Nada foi alterado.',
    impossible: 'A alteração não pôde ser feita neste computador. Nada foi alterado.',
    superseded:
      'Este link pertence a uma tentativa anterior. Há, ou haverá, neste computador um aviso mais novo com seu próprio link.',
  },
  there: {
    acknowledged: 'No computador: aceito.',
    deferred: 'No computador: adiado até {time}.',
    deferredInVain: 'No computador: adiado, mas não é mais possível adiar.',
    refused: 'No computador: recusado.',
    closed: 'No computador: o aviso foi fechado sem resposta.',
    timedOut: 'No computador: o aviso não foi respondido a tempo.',
    informed: 'No computador: o aviso foi mostrado.',
    suppressed: 'No computador: o aviso não pôde ser mostrado.',
  },
  here: {
    acknowledged: 'Nesta página: aceito.',
    deferred: 'Nesta página: adiado até {time}.',
    refused: 'Nesta página: recusado.',
  },
  outcome: {
    onItsWay:
      'A resposta está a caminho do computador. Recarregue esta página para ver o que aconteceu com ela.',
    taken: 'O computador recebeu a resposta.',
    tooLate: 'Chegou tarde demais: a alteração já tinha começado ou seu prazo tinha acabado.',
    answeredBefore: 'O computador já tinha outra resposta, e é ela que vale.',
    notOffered: 'O computador não aceitou essa resposta naquele momento.',
    notKept: 'Sua resposta não foi registrada: nada mais é perguntado, ou não isso. A situação é esta.',
  },
  facts: {
    setting: 'Configuração',
    before: 'Antes',
    after: 'Agora',
    same: 'Nada do que está listado aqui foi alterado.',
    teredo: 'Teredo',
    server: 'Servidor Teredo',
    address: 'Endereço Teredo',
    ipv6: 'IPv6',
    firewall: 'Firewall',
    on: 'ativado',
    off: 'desativado',
    installed: 'instalado',
    missing: 'não instalado',
    open: 'deixa o Teredo passar',
    closed: 'não deixa o Teredo passar',
    none: 'nenhum',
    unknown: 'desconhecido',
  },
  contact: 'Dúvidas, ou algo deixou de funcionar? Fale com {contact}.',
  noContact: 'Dúvidas, ou algo deixou de funcionar? Fale com seu administrador.',
  nothing: {
    title: 'Este link não abre nada',
    text: 'Confira letra por letra. Se o seu computador acabou de voltar à rede, tente de novo em um minuto. Os links terminam 30 dias depois do fim da alteração.',
  },
  tooMany: { title: 'Tentativas demais', text: 'Espere um minuto e tente de novo.' },
  busy: {
    title: 'Agora não',
    text: 'Esta página não pode ser mostrada no momento. Tente de novo em um minuto.',
  },
};
