import { defineStrings } from '../language/language';

export const strings = defineStrings({
  es: {
    loading: 'Cargando',
    retry: 'Reintentar',
    offlineTitle: 'Sin conexión',
    offlineDetail:
      'El servidor no responde. Nada se ha cobrado. Se vuelve a intentar al recuperar la conexión.',
    failedTitle: 'Algo ha fallado',
    failedDetail: 'Nada se ha cobrado. Se puede reintentar.',
    requestId: (id: string) => `Petición ${id}`,
    waitSeconds: (seconds: string) => `Se puede reintentar en ${seconds} s.`,
    up: 'al alza',
    down: 'a la baja',
    flat: 'sin sesgo',
    sheetUp: 'Subir el panel',
    sheetDown: 'Bajar el panel',
  },
  en: {
    loading: 'Loading',
    retry: 'Try again',
    offlineTitle: 'No connection',
    offlineDetail:
      'The server does not answer. Nothing was charged. It is tried again once the connection is back.',
    failedTitle: 'Something failed',
    failedDetail: 'Nothing was charged. It can be tried again.',
    requestId: (id: string) => `Request ${id}`,
    waitSeconds: (seconds: string) => `It can be tried again in ${seconds} s.`,
    up: 'up',
    down: 'down',
    flat: 'no bias',
    sheetUp: 'Raise the panel',
    sheetDown: 'Lower the panel',
  },
});
