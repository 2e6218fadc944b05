import type { StandardTexts } from './texts';

/** Version 1, which plans of then carry. It never changes. */
export const TEXTS_1: StandardTexts = {
  en: {
    'teredo-on': {
      title: 'Teredo will be turned on',
      what: 'Your administrator is turning on Teredo on this computer. It lets programs use IPv6 over your network; if IPv6 is missing, it is installed as well.',
    },
    'teredo-off': {
      title: 'Teredo will be turned off',
      what: 'Your administrator is turning off Teredo on this computer. Programs that reach others through it, such as some games, may lose that connection.',
    },
    restore: {
      title: 'Earlier network settings come back',
      what: 'Your administrator is putting the earlier Teredo and IPv6 settings of this computer back.',
    },
    when: 'It starts after this notice and takes about a minute. You can go on working; the network may pause for a few seconds.',
    whom: 'Questions? Ask {contact}.',
  },
  de: {
    'teredo-on': {
      title: 'Teredo wird eingeschaltet',
      what: 'Ihre Administration schaltet auf diesem Computer Teredo ein. Damit können Programme IPv6 über Ihr Netz nutzen; fehlt IPv6, wird es mit installiert.',
    },
    'teredo-off': {
      title: 'Teredo wird ausgeschaltet',
      what: 'Ihre Administration schaltet auf diesem Computer Teredo aus. Programme, die andere darüber erreichen, etwa manche Spiele, können diese Verbindung verlieren.',
    },
    restore: {
      title: 'Frühere Netzwerkeinstellungen kommen zurück',
      what: 'Ihre Administration stellt die früheren Teredo- und IPv6-Einstellungen dieses Computers wieder her.',
    },
    when: 'Es beginnt nach diesem Hinweis und dauert etwa eine Minute. Sie können weiterarbeiten; das Netz kann einige Sekunden aussetzen.',
    whom: 'Fragen? Wenden Sie sich an {contact}.',
  },
  fr: {
    'teredo-on': {
      title: 'Teredo va être activé',
      what: 'Votre administrateur active Teredo sur cet ordinateur. Les programmes pourront ainsi utiliser IPv6 sur votre réseau ; si IPv6 manque, il est installé aussi.',
    },
    'teredo-off': {
      title: 'Teredo va être désactivé',
      what: 'Votre administrateur désactive Teredo sur cet ordinateur. Les programmes qui en joignent d’autres par ce moyen, comme certains jeux, peuvent perdre cette connexion.',
    },
    restore: {
      title: 'Les anciens réglages réseau reviennent',
      what: 'Votre administrateur rétablit les anciens réglages Teredo et IPv6 de cet ordinateur.',
    },
    when: 'Cela commence après cet avis et dure environ une minute. Vous pouvez continuer à travailler ; le réseau peut s’interrompre quelques secondes.',
    whom: 'Des questions ? Adressez-vous à {contact}.',
  },
  es: {
    'teredo-on': {
      title: 'Se va a activar Teredo',
      what: 'Su administrador está activando Teredo en este equipo. Así los programas pueden usar IPv6 en su red; si falta IPv6, también se instala.',
    },
    'teredo-off': {
      title: 'Se va a desactivar Teredo',
      what: 'Su administrador está desactivando Teredo en este equipo. Los programas que se comunican a través de él, como algunos juegos, pueden perder esa conexión.',
    },
    restore: {
      title: 'Vuelve la configuración de red anterior',
      what: 'Su administrador está restableciendo la configuración anterior de Teredo e IPv6 de este equipo.',
    },
    when: 'Empieza después de este aviso y dura alrededor de un minuto. Puede seguir trabajando; la red puede detenerse unos segundos.',
    whom: '¿Preguntas? Consulte a {contact}.',
  },
  'pt-BR': {
    'teredo-on': {
      title: 'O Teredo será ativado',
      what: 'Seu administrador está ativando o Teredo neste computador. Assim os programas podem usar IPv6 na sua rede; se o IPv6 estiver ausente, ele também será instalado.',
    },
    'teredo-off': {
      title: 'O Teredo será desativado',
      what: 'Seu administrador está desativando o Teredo neste computador. Programas que se conectam por ele, como alguns jogos, podem perder essa conexão.',
    },
    restore: {
      title: 'As configurações de rede anteriores voltarão',
      what: 'Seu administrador está restaurando as configurações anteriores de Teredo e IPv6 deste computador.',
    },
    when: 'Começa depois deste aviso e leva cerca de um minuto. Você pode continuar trabalhando; a rede pode parar por alguns segundos.',
    whom: 'Dúvidas? Fale com {contact}.',
  },
  ru: {
    'teredo-on': {
      title: 'Teredo будет включён',
      what: 'Администратор включает Teredo на этом компьютере. Это позволит программам использовать IPv6 в вашей сети; если IPv6 отсутствует, он будет установлен.',
    },
    'teredo-off': {
      title: 'Teredo будет выключен',
      what: 'Администратор выключает Teredo на этом компьютере. Программы, которые связываются через него, например некоторые игры, могут потерять это соединение.',
    },
    restore: {
      title: 'Возвращаются прежние настройки сети',
      what: 'Администратор возвращает прежние настройки Teredo и IPv6 на этом компьютере.',
    },
    when: 'Это начнётся после этого уведомления и займёт около минуты. Можно продолжать работу; сеть может прерваться на несколько секунд.',
    whom: 'Вопросы? Обратитесь: {contact}.',
  },
  ja: {
    'teredo-on': {
      title: 'Teredo を有効にします',
      what: '管理者がこのコンピューターで Teredo を有効にします。プログラムがお使いのネットワークで IPv6 を利用できるようになります。IPv6 がない場合は、あわせてインストールされます。',
    },
    'teredo-off': {
      title: 'Teredo を無効にします',
      what: '管理者がこのコンピューターで Teredo を無効にします。一部のゲームなど、Teredo を通じて通信するプログラムは接続できなくなることがあります。',
    },
    restore: {
      title: '以前のネットワーク設定に戻します',
      what: '管理者がこのコンピューターの Teredo と IPv6 の設定を以前のものに戻します。',
    },
    when: 'このお知らせの後に始まり、1 分ほどかかります。作業は続けられますが、ネットワークが数秒間止まることがあります。',
    whom: 'ご質問は {contact} までお寄せください。',
  },
  'zh-Hans': {
    'teredo-on': {
      title: '即将启用 Teredo',
      what: '管理员正在此计算机上启用 Teredo，使程序可以通过您的网络使用 IPv6；如果没有 IPv6，也会一并安装。',
    },
    'teredo-off': {
      title: '即将停用 Teredo',
      what: '管理员正在此计算机上停用 Teredo。通过它连接他人的程序（例如某些游戏）可能会断开连接。',
    },
    restore: {
      title: '即将恢复以前的网络设置',
      what: '管理员正在将此计算机的 Teredo 和 IPv6 设置恢复为以前的设置。',
    },
    when: '此通知之后开始，大约需要一分钟。您可以继续工作，网络可能会中断几秒钟。',
    whom: '如有疑问，请联系 {contact}。',
  },
};
