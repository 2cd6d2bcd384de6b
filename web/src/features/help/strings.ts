import { defineStrings } from '../../shared/language/language';

type Term = { term: string; text: string };
type Part = { id: string; title: string; text?: readonly string[]; terms?: readonly Term[] };

const es: readonly Part[] = [
  {
    id: 'start',
    title: 'Por dónde empezar',
    text: [
      'La página de mercados dice, para cada uno, en qué fase está en 15 minutos, 1 hora y 4 horas, y hacia dónde pesa la evidencia. Es libre y sin cuenta, igual que el gráfico y el resumen de cada mercado.',
      'En un mercado, pulsa lo que quieras entender: una zona, una línea, una marca. Se abre su regla y las velas que la hicieron. Con el control de debajo se ve el gráfico como se conocía en cualquier momento pasado.',
      'Para preguntar hace falta una sesión. La primera viene con la cuenta.',
    ],
  },
  {
    id: 'numbers',
    title: 'Cómo se comprueban los números',
    text: [
      'El motor entrega los hechos al analista con un identificador cada uno. El analista tiene que citar el identificador de cada número que escribe. Antes de mostrar una frase, se mira que el número citado exista, sea de este mercado y marco temporal, y valga lo que dice.',
      'Un número comprobado lleva ✓ y al pulsarlo el gráfico enseña de dónde sale. Uno que no se pudo comprobar lleva ⚠. Si más de la mitad de las frases con números quedan sin comprobar, la respuesta no cuesta nada.',
    ],
  },
  {
    id: 'session',
    title: 'Qué cuesta una sesión',
    text: [
      'Un crédito abre una sesión de 24 horas o 100.000 tokens sobre un símbolo. Antes de preguntar se ve cuánto costará más o menos. Mientras se escribe, una parte se retiene; lo que no se usa vuelve.',
      'No se cobra: el primer análisis si no se puede hacer (el crédito vuelve), una respuesta que falla, lo que escribe el analista incorporado cuando sustituye a un modelo que no responde, ni la reparación de un número mal citado.',
    ],
  },
  {
    id: 'wyckoff',
    title: 'El método de Wyckoff',
    terms: [
      {
        term: 'Rango',
        text: 'Donde se detiene una tendencia y el precio va de un lado a otro: ahí se acumula o se distribuye.',
      },
      {
        term: 'Fases A a E',
        text: 'A: la tendencia se detiene. B: se construye la causa. C: la prueba que decide. D: el precio se inclina hacia su salida. E: ya fuera del rango.',
      },
      {
        term: 'SC, BC, AR, ST',
        text: 'Clímax de venta o de compra, reacción automática y prueba secundaria: los que abren el rango.',
      },
      {
        term: 'Spring y UTAD',
        text: 'Una falsa ruptura por abajo o por arriba que vuelve dentro: la prueba de la fase C.',
      },
      {
        term: 'SOS, SOW, LPS, LPSY',
        text: 'Señal de fuerza o de debilidad, y el último apoyo o la última oferta después de ella.',
      },
      {
        term: 'Composite Man',
        text: 'El operador dominante imaginario cuya huella se mide por el volumen y el esfuerzo frente al resultado.',
      },
      {
        term: 'Peso',
        text: 'Cuánta de la evidencia del rango está a favor de una lectura. No es una probabilidad.',
      },
    ],
  },
  {
    id: 'smart',
    title: 'Estructura y liquidez',
    terms: [
      {
        term: 'BOS',
        text: 'Un cierre más allá del último pivote a favor del sesgo: la estructura continúa.',
      },
      { term: 'CHoCH', text: 'Un cierre más allá del último pivote en contra: el sesgo cambia.' },
      { term: 'Order block (OB)', text: 'La vela de la que partió el movimiento que rompió la estructura.' },
      {
        term: 'Fair value gap (FVG)',
        text: 'Tres velas cuyas dos exteriores dejan precios sin negociar entre ellas.',
      },
      {
        term: 'Liquidez',
        text: 'Donde es probable que descansen los stops de muchos: extremos iguales y los de días y semanas completos (PDH, PDL, PWH, PWL).',
      },
      { term: 'Barrido (sweep)', text: 'El precio pasa de un nivel de liquidez y cierra de vuelta.' },
    ],
  },
  {
    id: 'volume',
    title: 'Volumen, medias y ondas',
    terms: [
      {
        term: 'POC, VAH, VAL',
        text: 'Del perfil de volumen: el precio con más volumen, y los bordes del área que contiene el 70 %.',
      },
      {
        term: 'Delta y CVD',
        text: 'Lo comprado menos lo vendido a mercado en una vela, y su suma. Donde no se conoce se estima, y se dice.',
      },
      { term: 'VWAP', text: 'El precio medio ponderado por volumen desde su ancla, con sus bandas.' },
      { term: 'Squeeze', text: 'La volatilidad es baja frente a su propio pasado.' },
      { term: 'Fibonacci', text: 'Proporciones del último tramo completo.' },
      {
        term: 'Elliott',
        text: 'El conteo de ondas con mejor puntuación de los que no rompen ninguna regla.',
      },
      {
        term: 'Escenario',
        text: 'Lo que tendría que ocurrir: zona de interés, cierre que confirma, cierre que invalida, objetivos. No es una recomendación.',
      },
    ],
  },
];

const en: readonly Part[] = [
  {
    id: 'start',
    title: 'Where to begin',
    text: [
      'The page of markets says of each in which phase it is on 15 minutes, 1 hour and 4 hours, and which way the evidence weighs. It is free and needs no account, as are the chart and the summary of each market.',
      'On a market, press what you want to understand: a zone, a line, a mark. Its rule opens, and the candles that made it. With the slider below you see the chart as it was known at any past moment.',
      'To ask you need a session. The first one comes with the account.',
    ],
  },
  {
    id: 'numbers',
    title: 'How numbers are checked',
    text: [
      'The engine hands the facts to the analyst, each with an identifier. The analyst has to cite the identifier of each number it writes. Before a sentence is shown it is checked that the cited number exists, is of this market and timeframe, and is worth what it says.',
      'A checked number has a ✓, and pressing it shows on the chart where it comes from. One that could not be checked has a ⚠. If more than half of the sentences with numbers stay unchecked, the answer costs nothing.',
    ],
  },
  {
    id: 'session',
    title: 'What a session costs',
    text: [
      'A credit opens a session of 24 hours or 100,000 tokens on one symbol. Before you ask you see about how much it will cost. While it is written a part is held; what is not used comes back.',
      'Not charged: the first analysis if it cannot be made (the credit comes back), an answer that fails, what the built-in analyst writes when it stands in for a model that does not answer, and the repair of a number that was cited wrongly.',
    ],
  },
  {
    id: 'wyckoff',
    title: 'The Wyckoff method',
    terms: [
      {
        term: 'Range',
        text: 'Where a trend stops and price goes from side to side: there it is accumulated or distributed.',
      },
      {
        term: 'Phases A to E',
        text: 'A: the trend stops. B: the cause is built. C: the test that decides. D: price leans towards its exit. E: out of the range.',
      },
      {
        term: 'SC, BC, AR, ST',
        text: 'Selling or buying climax, automatic reaction and secondary test: those that open the range.',
      },
      {
        term: 'Spring and UTAD',
        text: 'A false break below or above that comes back inside: the test of phase C.',
      },
      {
        term: 'SOS, SOW, LPS, LPSY',
        text: 'Sign of strength or of weakness, and the last point of support or supply behind it.',
      },
      {
        term: 'Composite Man',
        text: 'The imagined dominant operator whose trace is measured by volume and effort against result.',
      },
      {
        term: 'Weight',
        text: 'How much of the evidence of the range is for a reading. It is no probability.',
      },
    ],
  },
  {
    id: 'smart',
    title: 'Structure and liquidity',
    terms: [
      { term: 'BOS', text: 'A close beyond the last pivot in the direction of the bias: structure goes on.' },
      { term: 'CHoCH', text: 'A close beyond the last pivot against it: the bias turns.' },
      { term: 'Order block (OB)', text: 'The candle the move that broke structure began from.' },
      {
        term: 'Fair value gap (FVG)',
        text: 'Three candles whose outer two leave prices untraded between them.',
      },
      {
        term: 'Liquidity',
        text: 'Where stops of many are likely to rest: equal extremes and those of completed days and weeks (PDH, PDL, PWH, PWL).',
      },
      { term: 'Sweep', text: 'Price goes beyond a level of liquidity and closes back.' },
    ],
  },
  {
    id: 'volume',
    title: 'Volume, averages and waves',
    terms: [
      {
        term: 'POC, VAH, VAL',
        text: 'Of the volume profile: the price with the most volume, and the edges of the area that holds 70 %.',
      },
      {
        term: 'Delta and CVD',
        text: 'What was bought less what was sold at market in a candle, and its sum. Where it is not known it is estimated, and it says so.',
      },
      { term: 'VWAP', text: 'The average price weighted by volume from its anchor on, with its bands.' },
      { term: 'Squeeze', text: 'Volatility is low against its own past.' },
      { term: 'Fibonacci', text: 'Ratios of the last completed leg.' },
      { term: 'Elliott', text: 'The count of waves with the best score of those that break no rule.' },
      {
        term: 'Scenario',
        text: 'What would have to happen: zone of interest, confirming close, invalidating close, objectives. It is no recommendation.',
      },
    ],
  },
];

export const strings = defineStrings({
  es: {
    title: 'Ayuda',
    contents: 'En esta página',
    parts: es,
    keys: 'Teclado',
    more: 'Avisos, condiciones y privacidad',
  },
  en: {
    title: 'Help',
    contents: 'On this page',
    parts: en,
    keys: 'Keyboard',
    more: 'Notices, terms and privacy',
  },
});
