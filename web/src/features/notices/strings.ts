import { defineStrings } from '../../shared/language/language';

type Section = { id: string; title: string; text: readonly string[] };

const es: readonly Section[] = [
  {
    id: 'what',
    title: 'Qué es WAIckoff',
    text: [
      'WAIckoff lee diez mercados de criptomonedas con el método de Wyckoff y otras herramientas del análisis técnico, y cuenta en palabras sencillas qué muestran las velas y por qué.',
      'Un motor de cálculo encuentra los hechos. Un analista —una IA, o uno incorporado sin ella— los explica. Cada número de una respuesta se comprueba contra los hechos antes de mostrarse: ✓ es un número comprobado, ⚠ uno que no se pudo comprobar.',
      'Lo que se ve de un momento pasado es lo que se sabía entonces. Nada de lo encontrado se reescribe después.',
    ],
  },
  {
    id: 'ai',
    title: 'Hablas con una IA',
    text: [
      'Las respuestas de una sesión las escribe un modelo de lenguaje, y bajo cada una se dice cuál. Puede equivocarse, aunque los números estén comprobados: la frase que los une es suya.',
      'El resumen de un mercado, sin sesión, lo escribe el motor con reglas fijas.',
    ],
  },
  {
    id: 'advice',
    title: 'No es asesoramiento financiero',
    text: [
      'Es información general y educativa, igual para todos. No conoce tu situación, tu dinero ni tus objetivos, y no recomienda comprar, vender ni mantener nada.',
      'Habla de escenarios: qué cierre los confirmaría y cuál los invalidaría. Cuando habla de frecuencias, son medidas en el pasado, con su número de casos; el pasado no asegura nada del futuro.',
      'Con criptomonedas se puede perder todo lo invertido. Decides tú. Quien ofrece este servicio no tiene licencia de asesor financiero.',
      'Si operar deja de ser una decisión y pasa a ser una necesidad, habla con alguien: hay líneas de ayuda gratuitas para el juego problemático en casi todos los países.',
    ],
  },
  {
    id: 'terms',
    title: 'Condiciones',
    text: [
      'Para mayores de edad. Una sesión son 24 horas o 100.000 tokens sobre un símbolo, lo que acabe antes. El primer análisis está incluido. Lo escrito se puede leer siempre.',
      'Un token es la unidad con la que se mide lo que el modelo lee y escribe. Antes de cada pregunta se dice cuánto costará, aproximadamente. Una respuesta que falla no cuesta nada, y el tiempo en que ningún modelo responde se devuelve.',
      'Los créditos no caducan. Si una sesión no se puede abrir, su crédito vuelve solo.',
      'No se permite revender los datos, ni usar el servicio para dar consejos personalizados a otros en su nombre.',
    ],
  },
  {
    id: 'privacy',
    title: 'Privacidad',
    text: [
      'Se guarda: tu dirección de correo, idioma y zona horaria; las sesiones, preguntas y respuestas; los apuntes de créditos y tokens; la contraseña y los códigos, solo de una forma que nadie puede leer; y, por seguridad, registros técnicos sin el texto de las conversaciones.',
      'Para qué: para prestar el servicio que pides (el contrato) y para protegerlo (interés legítimo). Nada se vende, y no hay publicidad ni perfiles.',
      'Quién lo ve además de quien opera este servidor: el proveedor del modelo de IA recibe tus preguntas y los hechos del mercado, sin tu dirección; el del correo, los mensajes que te enviamos; el de pagos, cuando pagas. Con el analista incorporado y sin servidor de correo configurado, nada sale de este servidor.',
      'Cuánto tiempo: mientras tengas cuenta. Puedes descargarlo todo y eliminar la cuenta tú mismo; al eliminarla se va al momento, salvo los apuntes de créditos, que quedan sin nombre porque la ley pide conservarlos. Las copias de seguridad se borran antes de 35 días.',
      'Puedes pedir acceso, corrección, borrado, limitación o portabilidad, oponerte, y reclamar ante la autoridad de protección de datos de tu país.',
    ],
  },
  {
    id: 'cookies',
    title: 'Cookies y lo que guarda el navegador',
    text: [
      'Solo lo necesario, por eso no hay aviso que aceptar: una cookie que recuerda que has entrado, otra para el segundo paso al entrar, y otra que protege los formularios. Ninguna es de terceros; la página no pide nada a nadie más.',
      'El navegador guarda además el tema, los colores, las capas del gráfico, el idioma, y los últimos análisis y sesiones leídos, para poder verlos sin conexión. Al salir de la cuenta se borra lo que era tuyo.',
    ],
  },
  {
    id: 'accessibility',
    title: 'Accesibilidad',
    text: [
      'La meta es cumplir las pautas WCAG 2.2, nivel AA. Todo se puede hacer con el teclado; el gráfico tiene un gemelo en tabla y un resumen escrito; las respuestas se anuncian frase a frase; nada se distingue solo por el color, y hay colores para el daltonismo; el movimiento se reduce si el sistema lo pide.',
      'Las pruebas automáticas se hacen en Chromium. Con otros navegadores y lectores de pantalla no se ha probado todo: si algo no funciona, escríbenos.',
    ],
  },
  {
    id: 'data',
    title: 'De dónde vienen los datos',
    text: [
      'Los precios y volúmenes vienen de las interfaces públicas de Binance o de Bybit, según lo que haya configurado quien opera este servidor; junto a cada gráfico se dice de cuál, y de cuándo. Sin conexión con ninguna, se muestra un mercado simulado, y se dice.',
      'Quien opera este servidor puede tener o no las criptomonedas de las que se habla. Los mercados que se muestran son los mismos para todos y no se eligen por eso.',
    ],
  },
  {
    id: 'contact',
    title: 'Contacto y seguridad',
    text: [
      'Para dudas, reclamaciones o contenido que no debería estar aquí, escribe a quien opera este servidor. Si crees haber encontrado un fallo de seguridad, la dirección y las reglas están en el archivo de seguridad.',
    ],
  },
];

const en: readonly Section[] = [
  {
    id: 'what',
    title: 'What WAIckoff is',
    text: [
      'WAIckoff reads ten crypto markets by the Wyckoff method and other tools of technical analysis, and tells in plain words what the candles show and why.',
      'An engine computes the facts. An analyst —an AI, or a built-in one without any— explains them. Each number of an answer is checked against the facts before it is shown: ✓ is a checked number, ⚠ one that could not be checked.',
      'What you see of a past moment is what was known then. Nothing that was found is rewritten later.',
    ],
  },
  {
    id: 'ai',
    title: 'You are talking to an AI',
    text: [
      'The answers of a session are written by a language model, and under each it says which. It can be wrong even where the numbers are checked: the sentence that joins them is its own.',
      'The summary of a market, without a session, is written by the engine by fixed rules.',
    ],
  },
  {
    id: 'advice',
    title: 'It is not financial advice',
    text: [
      'It is general and educational information, the same for everybody. It does not know your situation, your money or your goals, and recommends neither to buy nor to sell nor to hold anything.',
      'It speaks of scenarios: which close would confirm them and which would invalidate them. When it speaks of frequencies they are measured in the past, with their number of cases; the past assures nothing of the future.',
      'With crypto all that was invested can be lost. You decide. Whoever offers this service holds no licence as a financial adviser.',
      'If trading stops being a decision and becomes a need, talk to somebody: there are free helplines for problem gambling in nearly every country.',
    ],
  },
  {
    id: 'terms',
    title: 'Terms',
    text: [
      'For adults. A session is 24 hours or 100,000 tokens on one symbol, whichever ends first. The first analysis is included. What was written can always be read.',
      'A token is the unit that what the model reads and writes is measured in. Before each question you are told about how much it will cost. An answer that fails costs nothing, and the time in which no model answers is given back.',
      'Credits do not expire. If a session cannot be opened, its credit comes back by itself.',
      'Reselling the data is not allowed, nor using the service to give others personal advice in its name.',
    ],
  },
  {
    id: 'privacy',
    title: 'Privacy',
    text: [
      'What is kept: your e-mail address, language and time zone; the sessions, questions and answers; the entries of credits and tokens; the password and codes, only in a form that nobody can read; and, for safety, technical records without the text of conversations.',
      'What for: to render the service you ask for (the contract) and to protect it (legitimate interest). Nothing is sold, and there are no advertisements and no profiles.',
      'Who sees it besides whoever operates this server: the provider of the AI model gets your questions and the facts of the market, without your address; the mail provider, the messages we send you; the payment provider, when you pay. With the built-in analyst and no mail server configured, nothing leaves this server.',
      'For how long: as long as you have an account. You can download all of it and delete the account yourself; it goes at once, but for the entries of credits, which stay without a name because the law asks to keep them. Backups are erased within 35 days.',
      'You can ask for access, correction, erasure, restriction or portability, object, and complain to the data protection authority of your country.',
    ],
  },
  {
    id: 'cookies',
    title: 'Cookies and what the browser keeps',
    text: [
      'Only what is necessary, which is why there is no banner to accept: one cookie that remembers that you are signed in, one for the second step of signing in, and one that protects the forms. None is of third parties; the page asks nobody else for anything.',
      'The browser also keeps the theme, the colours, the layers of the chart, the language, and the last analyses and sessions that were read, so that they can be seen without a connection. When you sign out, what was yours is erased.',
    ],
  },
  {
    id: 'accessibility',
    title: 'Accessibility',
    text: [
      'The aim is to meet WCAG 2.2, level AA. All of it can be done by keyboard; the chart has a twin as a table and a written summary; answers are announced sentence by sentence; nothing is told by colour alone, and there are colours for colour blindness; motion is reduced where the system asks for it.',
      'The automatic tests run in Chromium. With other browsers and screen readers not everything was tried: if something does not work, write to us.',
    ],
  },
  {
    id: 'data',
    title: 'Where the data come from',
    text: [
      'Prices and volumes come from the public interfaces of Binance or Bybit, as whoever operates this server has configured; beside each chart it says which one, and from when. Without a connection to any, a simulated market is shown, and it says so.',
      'Whoever operates this server may or may not hold the currencies that are spoken of. The markets shown are the same for everybody and are not chosen for that.',
    ],
  },
  {
    id: 'contact',
    title: 'Contact and security',
    text: [
      'For questions, complaints or content that should not be here, write to whoever operates this server. If you believe you have found a security flaw, the address and the rules are in the security file.',
    ],
  },
];

export const strings = defineStrings({
  es: {
    title: 'Avisos',
    contents: 'En esta página',
    sections: es,
    securityFile: 'Archivo de seguridad',
    licences: 'Licencias',
    licencesWhat: 'Con qué está hecho WAIckoff, y bajo qué licencias.',
    chart: 'Los gráficos usan Lightweight Charts™ de TradingView.',
    chartLink: 'TradingView',
    web: 'En las páginas',
    server: 'En el servidor',
    name: 'Paquete',
    version: 'Versión',
    licence: 'Licencia',
    dated: 'Versión de estos avisos: 23 de noviembre de 2026.',
  },
  en: {
    title: 'Notices',
    contents: 'On this page',
    sections: en,
    securityFile: 'Security file',
    licences: 'Licences',
    licencesWhat: 'What WAIckoff is made with, and under which licences.',
    chart: 'The charts use Lightweight Charts™ by TradingView.',
    chartLink: 'TradingView',
    web: 'In the pages',
    server: 'In the server',
    name: 'Package',
    version: 'Version',
    licence: 'Licence',
    dated: 'Version of these notices: 23 November 2026.',
  },
});
