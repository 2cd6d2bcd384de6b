import { defineStrings } from '../../shared/language/language';
import type { Purchase } from './billingApi';

export const strings = defineStrings({
  es: {
    packsTitle: 'Comprar sesiones',
    packsWhat: (hours: string, tokens: string) =>
      `Una sesión dura ${hours} horas o ${tokens} tokens, lo que antes termine, para preguntar sobre un mercado. No caduca mientras no se abre.`,
    refundRule: (days: string) =>
      `Las sesiones sin usar se devuelven por su parte del precio durante ${days} días.`,
    sessions: (n: string) => `${n} sesiones`,
    each: 'por sesión',
    total: (price: string) => `${price} en total`,
    totalTax: (price: string) => `${price} más el impuesto del país, que se dice antes de pagar`,
    pay: (price: string) => `Pagar ${price}`,
    payTax: (price: string) => `Pagar ${price} más impuesto`,
    fits: 'La que basta',
    fitsWhy: (n: number, text: string) =>
      n === 1
        ? 'Basta para lo de los últimos 30 días: 1 sesión abierta.'
        : `Basta para lo de los últimos 30 días: ${text} sesiones abiertas.`,
    consentMissing: 'Para pagar hace falta aceptar esto.',
    closedPacks: 'Este servidor no vende sesiones.',
    test: 'Tienda de prueba: no se mueve dinero. Tarjeta 4242 4242 4242 4242, con cualquier fecha y código.',
    seller: 'Quién vende',
    signInToBuy: 'Entrar para comprar',
    toPayPage: 'El pago se hace en la página de Stripe; aquí no se guarda ninguna tarjeta.',
    loading: 'Cargando',
    successTitle: 'Gracias',
    looking: 'Comprobando el pago…',
    takesLonger:
      'Está tardando más de lo normal. Las sesiones llegan solas en cuanto se confirme el pago, y un correo lo dice.',
    added: (n: number, text: string) => (n === 1 ? 'Hay 1 sesión más.' : `Hay ${text} sesiones más.`),
    nowLeft: (n: number, text: string) => (n === 1 ? 'Queda 1 por usar.' : `Quedan ${text} por usar.`),
    onItsWay:
      'El banco está enviando el dinero. Las sesiones llegan solas cuando llegue, y un correo lo dice.',
    failed: 'El dinero no llegó y no se ha cobrado nada.',
    expired: 'La página de pago caducó sin pagarse. No se ha cobrado nada.',
    refused:
      'El pago no coincide con lo ofrecido, así que no se ha dado nada. Ya lo mira una persona; el número del pedido es',
    noSession: 'Falta el número del pago en la dirección. Lo comprado está en los créditos.',
    unknownSession: 'Este pago no es de esta cuenta.',
    chooseMarket: 'Elegir un mercado',
    seePurchases: 'Ver las compras',
    backToPacks: 'Volver a los paquetes',
    receipt: 'Recibo',
    invoice: 'Factura',
    opensAside: '(se abre aparte)',
    cancelTitle: 'Pago sin terminar',
    cancelled: 'No se ha cobrado nada.',
    goOnPaying: (pack: string, price: string) => `Seguir con ${pack}, ${price}`,
    purchases: 'Compras',
    purchasesCaption: 'Compras, de la más nueva a la más antigua',
    noPurchases: 'Todavía no hay ninguna compra.',
    buy: 'Comprar sesiones',
    more: 'Ver más',
    order: 'Pedido',
    states: {
      open: 'sin pagar',
      processing: 'el banco la está pagando',
      paid: 'pagada',
      failed: 'no se pagó',
      expired: 'caducó sin pagarse',
      refused: 'en revisión',
    } as Record<Purchase['state'], string>,
    disputes: {
      none: '',
      open: 'El banco reclama el dinero: no se abre ninguna sesión hasta que decida.',
      won: 'El banco reclamó el dinero y decidió que no.',
      lost: 'El banco devolvió el dinero y las sesiones se fueron con él.',
    } as Record<Purchase['dispute'], string>,
    giveBack: (n: number, text: string, amount: string) =>
      n === 1 ? `Devolver 1 sesión sin usar: ${amount}` : `Devolver ${text} sesiones sin usar: ${amount}`,
    giveBackTitle: 'Devolver lo que no se usó',
    giveBackWhat: (n: number, text: string, amount: string) =>
      n === 1
        ? `Se retira 1 sesión y ${amount} vuelven a la tarjeta o cuenta con que se pagó, normalmente en 5 a 10 días.`
        : `Se retiran ${text} sesiones y ${amount} vuelven a la tarjeta o cuenta con que se pagó, normalmente en 5 a 10 días.`,
    giveBackDo: 'Devolver',
    keep: 'No devolver',
    close: 'Cerrar',
    refunds: {
      asked: (amount: string) => `${amount} de vuelta: Stripe lo está haciendo.`,
      paid: (amount: string) => `${amount} devueltos.`,
      failed: (amount: string) => `${amount} no se pudieron devolver; las sesiones han vuelto.`,
    },
    withdrawTitle: 'Desistir del contrato',
    withdrawWhat:
      'Con el número del pedido y el correo de la compra basta; no hace falta entrar. Se devuelve la parte de las sesiones sin usar.',
    name: 'Nombre',
    email: 'Correo de la compra',
    orderNumber: 'Número del pedido',
    orderHint: 'Empieza por pur_ y está en el correo con el recibo.',
    withdrawDo: 'Confirmar desistimiento',
    withdrawn: 'Desistimiento recibido',
    withdrawnAt: (when: string) => `Recibido: ${when}`,
    withdrawnOrder: (order: string) => `Pedido: ${order}`,
    withdrawnWhat: (sessions: string, amount: string) =>
      `Sesiones retiradas: ${sessions}. Se devuelven ${amount}. Un correo dice lo mismo.`,
    saveText: 'Guardar este justificante',
    textFile: 'waickoff-desistimiento.txt',
    low: (n: number): string => (n === 0 ? 'No quedan sesiones por usar.' : 'Queda 1 sesión por usar.'),
    lowBuy: 'Ver los paquetes',
    dismiss: 'No mostrar este aviso',
  },
  en: {
    packsTitle: 'Buy sessions',
    packsWhat: (hours: string, tokens: string) =>
      `A session lasts ${hours} hours or ${tokens} tokens, whichever ends first, to ask about one market. It does not expire before it is opened.`,
    refundRule: (days: string) =>
      `Unused sessions are given back for their part of the price within ${days} days.`,
    sessions: (n: string) => `${n} sessions`,
    each: 'per session',
    total: (price: string) => `${price} in total`,
    totalTax: (price: string) => `${price} plus the tax of the country, which is said before paying`,
    pay: (price: string) => `Pay ${price}`,
    payTax: (price: string) => `Pay ${price} plus tax`,
    fits: 'The one that is enough',
    fitsWhy: (n: number, text: string) =>
      n === 1
        ? 'Enough for the last 30 days: 1 session opened.'
        : `Enough for the last 30 days: ${text} sessions opened.`,
    consentMissing: 'To pay, this has to be accepted.',
    closedPacks: 'This server sells no sessions.',
    test: 'Trial shop: no money moves. Card 4242 4242 4242 4242, any date and code.',
    seller: 'Who sells',
    signInToBuy: 'Sign in to buy',
    toPayPage: 'Payment is made on the page of Stripe; no card is kept here.',
    loading: 'Loading',
    successTitle: 'Thank you',
    looking: 'Looking at the payment…',
    takesLonger:
      'It is taking longer than usual. The sessions come by themselves once the payment is confirmed, and a mail says so.',
    added: (n: number, text: string) => (n === 1 ? '1 session was added.' : `${text} sessions were added.`),
    nowLeft: (n: number, text: string) => (n === 1 ? '1 is left to use.' : `${text} are left to use.`),
    onItsWay:
      'The bank is sending the money. The sessions come by themselves when it arrives, and a mail says so.',
    failed: 'The money did not come and nothing was charged.',
    expired: 'The pay page ended without being paid. Nothing was charged.',
    refused:
      'The payment is not what was offered, so nothing was given. A person is looking at it; the number of the order is',
    noSession: 'The number of the payment is missing in the address. What was bought is among the credits.',
    unknownSession: 'This payment is not of this account.',
    chooseMarket: 'Choose a market',
    seePurchases: 'See the purchases',
    backToPacks: 'Back to the packs',
    receipt: 'Receipt',
    invoice: 'Invoice',
    opensAside: '(opens aside)',
    cancelTitle: 'Payment not finished',
    cancelled: 'Nothing was charged.',
    goOnPaying: (pack: string, price: string) => `Go on with ${pack}, ${price}`,
    purchases: 'Purchases',
    purchasesCaption: 'Purchases, from the newest to the oldest',
    noPurchases: 'There is no purchase yet.',
    buy: 'Buy sessions',
    more: 'Show more',
    order: 'Order',
    states: {
      open: 'not paid',
      processing: 'the bank is paying it',
      paid: 'paid',
      failed: 'was not paid',
      expired: 'ended without being paid',
      refused: 'being looked at',
    } as Record<Purchase['state'], string>,
    disputes: {
      none: '',
      open: 'The bank asks for the money: no session opens until it decides.',
      won: 'The bank asked for the money and decided against it.',
      lost: 'The bank gave the money back and the sessions went with it.',
    } as Record<Purchase['dispute'], string>,
    giveBack: (n: number, text: string, amount: string) =>
      n === 1 ? `Give back 1 unused session: ${amount}` : `Give back ${text} unused sessions: ${amount}`,
    giveBackTitle: 'Give back what was not used',
    giveBackWhat: (n: number, text: string, amount: string) =>
      n === 1
        ? `1 session is taken back and ${amount} return to the card or account that paid, usually within 5 to 10 days.`
        : `${text} sessions are taken back and ${amount} return to the card or account that paid, usually within 5 to 10 days.`,
    giveBackDo: 'Give back',
    keep: 'Keep them',
    close: 'Close',
    refunds: {
      asked: (amount: string) => `${amount} on the way back: Stripe is doing it.`,
      paid: (amount: string) => `${amount} given back.`,
      failed: (amount: string) => `${amount} could not be given back; the sessions have returned.`,
    },
    withdrawTitle: 'Withdraw from contract',
    withdrawWhat:
      'The number of the order and the address it was bought with are enough; there is no need to sign in. The part of the unused sessions is given back.',
    name: 'Name',
    email: 'Mail address of the purchase',
    orderNumber: 'Number of the order',
    orderHint: 'It begins with pur_ and stands in the mail with the receipt.',
    withdrawDo: 'Confirm withdrawal',
    withdrawn: 'Withdrawal received',
    withdrawnAt: (when: string) => `Received: ${when}`,
    withdrawnOrder: (order: string) => `Order: ${order}`,
    withdrawnWhat: (sessions: string, amount: string) =>
      `Sessions taken back: ${sessions}. ${amount} are given back. A mail says the same.`,
    saveText: 'Save this confirmation',
    textFile: 'waickoff-withdrawal.txt',
    low: (n: number): string => (n === 0 ? 'No sessions are left to use.' : '1 session is left to use.'),
    lowBuy: 'See the packs',
    dismiss: 'Do not show this again',
  },
});
