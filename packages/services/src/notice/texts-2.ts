import type { StandardTexts } from './texts';

/** Version 2: says that a change is planned, since somebody may refuse it. It never changes. */
export const TEXTS_2: StandardTexts = {
  en: {
    'teredo-on': {
      title: 'Teredo is to be turned on',
      what: 'Your administrator plans to turn on Teredo on this computer. It lets programs use IPv6 over your network; if IPv6 is missing, it is installed as well.',
    },
    'teredo-off': {
      title: 'Teredo is to be turned off',
      what: 'Your administrator plans to turn off Teredo on this computer. Programs that reach others through it, such as some games, may lose that connection.',
    },
    restore: {
      title: 'Earlier network settings are to come back',
      what: 'Your administrator plans to put the earlier Teredo and IPv6 settings of this computer back.',
    },
    when: 'It is planned for after this notice and takes about a minute. You can go on working; the network may pause for a few seconds.',
    whom: 'Questions? Ask {contact}.',
  },
  de: {
    'teredo-on': {
      title: 'Teredo soll eingeschaltet werden',
      what: 'Ihre Administration plant, auf diesem Computer Teredo einzuschalten. Damit können Programme IPv6 über Ihr Netz nutzen; fehlt IPv6, wird es mit installiert.',
    },
    'teredo-off': {
      title: 'Teredo soll ausgeschaltet werden',
      what: 'Ihre Administration plant, auf diesem Computer Teredo auszuschalten. Programme, die andere darüber erreichen, etwa manche Spiele, können diese Verbindung verlieren.',
    },
    restore: {
      title: 'Frühere Netzwerkeinstellungen sollen zurückkommen',
      what: 'Ihre Administration plant, die früheren Teredo- und IPv6-Einstellungen dieses Computers wiederherzustellen.',
    },
    when: 'Geplant ist es nach diesem Hinweis; es dauert etwa eine Minute. Sie können weiterarbeiten; das Netz kann einige Sekunden aussetzen.',
    whom: 'Fragen? Wenden Sie sich an {contact}.',
  },
  fr: {
    'teredo-on': {
      title: 'L’activation de Teredo est prévue',
      what: 'Votre administrateur prévoit d’activer Teredo sur cet ordinateur. Les programmes pourront ainsi utiliser IPv6 sur votre réseau ; si IPv6 manque, il sera installé aussi.',
    },
    'teredo-off': {
      title: 'La désactivation de Teredo est prévue',
      what: 'Votre administrateur prévoit de désactiver Teredo sur cet ordinateur. Les programmes qui en joignent d’autres par ce moyen, comme certains jeux, peuvent perdre cette connexion.',
    },
    restore: {
      title: 'Le retour aux anciens réglages réseau est prévu',
      what: 'Votre administrateur prévoit de rétablir les anciens réglages Teredo et IPv6 de cet ordinateur.',
    },
    when: 'C’est prévu après cet avis et dure environ une minute. Vous pouvez continuer à travailler ; le réseau peut s’interrompre quelques secondes.',
    whom: 'Des questions ? Adressez-vous à {contact}.',
  },
  es: {
    'teredo-on': {
      title: 'Está previsto activar Teredo',
      what: 'Su administrador tiene previsto activar Teredo en este equipo. Así los programas pueden usar IPv6 en su red; si falta IPv6, también se instalará.',
    },
    'teredo-off': {
      title: 'Está previsto desactivar Teredo',
      what: 'Su administrador tiene previsto desactivar Teredo en este equipo. Los programas que se comunican a través de él, como algunos juegos, pueden perder esa conexión.',
    },
    restore: {
      title: 'Está previsto volver a la configuración de red anterior',
      what: 'Su administrador tiene previsto restablecer la configuración anterior de Teredo e IPv6 de este equipo.',
    },
    when: 'Está previsto después de este aviso y dura alrededor de un minuto. Puede seguir trabajando; la red puede detenerse unos segundos.',
    whom: '¿Preguntas? Consulte a {contact}.',
  },
  'pt-BR': {
    'teredo-on': {
      title: 'A ativação do Teredo está prevista',
      what: 'Seu administrador planeja ativar o Teredo neste computador. Assim os programas podem usar IPv6 na sua rede; se o IPv6 estiver ausente, ele também será instalado.',
    },
    'teredo-off': {
      title: 'A desativação do Teredo está prevista',
      what: 'Seu administrador planeja desativar o Teredo neste computador. Programas que se conectam por ele, como alguns jogos, podem perder essa conexão.',
    },
    restore: {
      title: 'A volta às configurações de rede anteriores está prevista',
      what: 'Seu administrador planeja restaurar as configurações anteriores de Teredo e IPv6 deste computador.',
    },
    when: 'Está previsto para depois deste aviso e leva cerca de um minuto. Você pode continuar trabalhando; a rede pode parar por alguns segundos.',
    whom: 'Dúvidas? Fale com {contact}.',
  },
  ru: {
    'teredo-on': {
      title: 'Планируется включить Teredo',
      what: 'Администратор планирует включить Teredo на этом компьютере. Это позволит программам использовать IPv6 в вашей сети; если IPv6 отсутствует, он будет установлен.',
    },
    'teredo-off': {
      title: 'Планируется выключить Teredo',
      what: 'Администратор планирует выключить Teredo на этом компьютере. Программы, которые связываются через него, например некоторые игры, могут потерять это соединение.',
    },
    restore: {
      title: 'Планируется вернуть прежние настройки сети',
      what: 'Администратор планирует вернуть прежние настройки Teredo и IPv6 на этом компьютере.',
    },
    when: 'Это планируется после этого уведомления и займёт около минуты. Можно продолжать работу; сеть может прерваться на несколько секунд.',
    whom: 'Вопросы? Обратитесь: {contact}.',
  },
  ja: {
    'teredo-on': {
      title: 'Teredo を有効にする予定です',
      what: '管理者は、このコンピューターで Teredo を有効にする予定です。プログラムがお使いのネットワークで IPv6 を利用できるようになります。IPv6 がない場合は、あわせてインストールされます。',
    },
    'teredo-off': {
      title: 'Teredo を無効にする予定です',
      what: '管理者は、このコンピューターで Teredo を無効にする予定です。一部のゲームなど、Teredo を通じて通信するプログラムは接続できなくなることがあります。',
    },
    restore: {
      title: '以前のネットワーク設定に戻す予定です',
      what: '管理者は、このコンピューターの Teredo と IPv6 の設定を以前のものに戻す予定です。',
    },
    when: 'このお知らせの後に行われる予定で、1 分ほどかかります。作業は続けられますが、ネットワークが数秒間止まることがあります。',
    whom: 'ご質問は {contact} までお寄せください。',
  },
  'zh-Hans': {
    'teredo-on': {
      title: '计划启用 Teredo',
      what: '管理员计划在此计算机上启用 Teredo，使程序可以通过您的网络使用 IPv6；如果没有 IPv6，也会一并安装。',
    },
    'teredo-off': {
      title: '计划停用 Teredo',
      what: '管理员计划在此计算机上停用 Teredo。通过它连接他人的程序（例如某些游戏）可能会断开连接。',
    },
    restore: {
      title: '计划恢复以前的网络设置',
      what: '管理员计划将此计算机的 Teredo 和 IPv6 设置恢复为以前的设置。',
    },
    when: '计划在此通知之后进行，大约需要一分钟。您可以继续工作，网络可能会中断几秒钟。',
    whom: '如有疑问，请联系 {contact}。',
  },
};
