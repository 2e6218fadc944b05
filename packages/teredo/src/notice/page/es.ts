import type { PageWords } from './page-words';

export const es: PageWords = {
  language: 'es',
  name: 'Español',
  headings: {
    computer: 'Este equipo',
    status: 'Estado',
    willChange: 'Qué va a cambiar',
    wasChanged: 'Qué se cambió',
    when: 'Cuándo',
    why: 'Por qué',
    by: 'Planeado por',
    whom: 'A quién preguntar',
    answer: 'Su respuesta',
    answers: 'Lo que se respondió',
    languages: 'Leer esta página en',
  },
  override: {
    heading: 'No se espera ninguna respuesta',
    decided:
      'Debido a una emergencia se decidió hacer este cambio sin esperar la respuesta de las personas que usan este equipo. Lo decidieron dos personas:',
  },
  changes: {
    teredoOn:
      'Se activa Teredo. Permite que los programas usen IPv6, el protocolo de Internet más reciente, a través de su red.',
    teredoOff:
      'Se desactiva Teredo. Los programas que se comunican con otros por este medio, como algunos juegos, pueden perder esa conexión.',
    ipv6: 'Se instala IPv6 si falta.',
    firewallOpen: 'El firewall de este equipo deja pasar Teredo.',
    firewallClosed: 'El firewall de este equipo ya no deja pasar Teredo.',
    restore: 'Vuelve la configuración anterior de Teredo, IPv6 y el firewall.',
    restart: 'Es posible que una parte no surta efecto hasta el próximo reinicio.',
  },
  times: {
    earliest: 'No antes del {time}.',
    latest: 'No después del {time}.',
    notice: 'Como mínimo {duration} después de que este aviso apareciera por primera vez en este equipo.',
    noticeOver:
      'Como mínimo {duration} después de que este aviso apareciera por primera vez en este equipo: no antes del {time}.',
    window: 'Solo entre el {from} y el {to}.',
    zone: 'Las horas son las de la zona horaria de este equipo: {zone}.',
    zoneUnknown:
      'No se conoce la zona horaria de este equipo, por lo que las horas se dan en UTC (tiempo universal coordinado).',
  },
  form: {
    ok: 'Aceptar, adelante',
    now: 'Hacerlo ahora',
    until: 'Preguntarme de nuevo el:',
    later: 'Más tarde',
    refuse: 'Rechazar',
    shownAgain: 'Este aviso volverá a mostrarse en este equipo: {time}.',
  },
  unanswered: {
    nothingToDo: 'No tiene que hacer nada.',
    byItself: 'El cambio se hará por sí solo cuando llegue su hora.',
    unlessRefused: 'Salvo que se rechace, el cambio se hará por sí solo cuando llegue su hora.',
    asked:
      'Si no responde, no se cambiará nada mientras tenga la sesión iniciada en este equipo, y el aviso volverá a aparecer. Después del {time} el cambio ya no se hará.',
    nobodyThere: {
      start: 'Mientras nadie tenga la sesión iniciada, puede hacerse sin respuesta.',
      wait: 'Mientras nadie tenga la sesión iniciada, tampoco se hará.',
    },
  },
  status: {
    asked: 'Todavía no se ha cambiado nada. Se espera su respuesta.',
    told: 'Todavía no se ha cambiado nada.',
    putOff: 'Todavía no se ha cambiado nada. Está aplazado hasta el {time}.',
    waiting: 'Todavía no se ha cambiado nada. Empezará cuando llegue su hora.',
    running: 'El cambio se está haciendo ahora. La red puede interrumpirse unos segundos.',
    done: 'El cambio se hizo y se comprobó el {time}.',
    doneBefore: 'No hubo que cambiar nada: este equipo ya estaba configurado así.',
    restored: 'La configuración anterior volvió el {time}.',
    failed: 'El cambio no funcionó como debía ({time}). Su administrador puede ver qué ocurrió.',
    reverted:
      'El cambio se deshizo el {time} para que este equipo siga conectado. Está configurado como antes.',
    refused: 'El cambio fue rechazado. No se cambió nada.',
    expired: 'El plazo del cambio terminó antes de que pudiera empezar. No se cambió nada.',
    cancelling: 'El cambio se está cancelando.',
    cancelled: 'El cambio se canceló. No se cambió nada.',
    impossible: 'El cambio no se pudo hacer en este equipo. No se cambió nada.',
    superseded:
      'Este enlace pertenece a un intento anterior. En este equipo hay, o habrá, un aviso más reciente con su propio enlace.',
  },
  there: {
    acknowledged: 'En el equipo: aceptado.',
    deferred: 'En el equipo: aplazado hasta el {time}.',
    deferredInVain: 'En el equipo: aplazado, pero ya no se puede aplazar más.',
    refused: 'En el equipo: rechazado.',
    closed: 'En el equipo: el aviso se cerró sin respuesta.',
    timedOut: 'En el equipo: no se respondió a tiempo.',
    informed: 'En el equipo: se mostró el aviso.',
    suppressed: 'En el equipo: no se pudo mostrar el aviso.',
  },
  here: {
    acknowledged: 'En esta página: aceptado.',
    deferred: 'En esta página: aplazado hasta el {time}.',
    refused: 'En esta página: rechazado.',
  },
  outcome: {
    onItsWay:
      'La respuesta está en camino al equipo. Vuelva a cargar esta página para ver qué pasó con ella.',
    taken: 'El equipo ha recibido la respuesta.',
    tooLate: 'Llegó demasiado tarde: el cambio había empezado o su plazo había terminado.',
    answeredBefore: 'El equipo ya tenía otra respuesta, y esa es la que cuenta.',
    notOffered: 'El equipo no aceptó esa respuesta en ese momento.',
    notKept: 'Su respuesta no se registró: ya no se pregunta nada, o no eso. Este es el estado.',
  },
  facts: {
    setting: 'Ajuste',
    before: 'Antes',
    after: 'Ahora',
    same: 'Nada de lo que aparece aquí cambió.',
    teredo: 'Teredo',
    server: 'Servidor Teredo',
    address: 'Dirección Teredo',
    ipv6: 'IPv6',
    firewall: 'Firewall',
    on: 'activado',
    off: 'desactivado',
    installed: 'instalado',
    missing: 'no instalado',
    open: 'deja pasar Teredo',
    closed: 'no deja pasar Teredo',
    none: 'sin valor',
    unknown: 'desconocido',
  },
  contact: '¿Preguntas, o algo ha dejado de funcionar? Pregunte a {contact}.',
  noContact: '¿Preguntas, o algo ha dejado de funcionar? Pregunte a su administrador.',
  nothing: {
    title: 'Este enlace no abre nada',
    text: 'Compruébelo letra por letra. Si su equipo acaba de volver a la red, inténtelo de nuevo en un minuto. Los enlaces caducan 30 días después de que termine su cambio.',
  },
  tooMany: { title: 'Demasiados intentos', text: 'Espere un minuto e inténtelo de nuevo.' },
  busy: {
    title: 'Ahora no',
    text: 'Esta página no se puede mostrar en este momento. Inténtelo de nuevo en un minuto.',
  },
};
