import { defineStrings } from '../../shared/language/language';

export const strings = defineStrings({
  es: {
    title: 'Sesiones',
    activeOn: (symbol: string) => `Sesión activa: ${symbol}`,
    tokens: 'Tokens',
    usedOf: (used: string, limit: string) => `${used} de ${limit}`,
    held: (held: string) => `(+${held} retenidos)`,
    timeLeft: (span: string) => `quedan ${span}`,
    opening: 'El primer análisis se está escribiendo.',
    goOn: 'Continuar',
    more: (n: number) => (n === 1 ? 'y 1 sesión activa más' : `y ${n} sesiones activas más`),
    none: (text: string, n: number) =>
      n === 1
        ? 'Ninguna sesión activa. Queda 1 por usar: elige un mercado.'
        : `Ninguna sesión activa. Quedan ${text} por usar: elige un mercado.`,
    noCredits: 'Ninguna sesión activa, y ninguna por usar.',
    buy: 'Comprar sesiones',
    leftOf: (left: string, total: string) => `${left} de ${total} sesiones por usar`,
    welcome:
      'Diez mercados leídos con el método de Wyckoff, gratis y sin cuenta. Para preguntar, una cuenta da la primera sesión.',
    signUp: 'Crear cuenta',
    signIn: 'Entrar',
    simulated: 'Datos simulados: nada de esto se ha negociado nunca.',
    stale: (ago: string) => `Sin señal en vivo. Los datos más recientes son de ${ago}.`,
  },
  en: {
    title: 'Sessions',
    activeOn: (symbol: string) => `Active session: ${symbol}`,
    tokens: 'Tokens',
    usedOf: (used: string, limit: string) => `${used} of ${limit}`,
    held: (held: string) => `(+${held} held)`,
    timeLeft: (span: string) => `${span} left`,
    opening: 'The first analysis is being written.',
    goOn: 'Continue',
    more: (n: number) => (n === 1 ? 'and 1 more active session' : `and ${n} more active sessions`),
    none: (text: string, n: number) =>
      n === 1
        ? 'No active session. 1 is left to use: choose a market.'
        : `No active session. ${text} are left to use: choose a market.`,
    noCredits: 'No active session, and none left to use.',
    buy: 'Buy sessions',
    leftOf: (left: string, total: string) => `${left} of ${total} sessions left`,
    welcome:
      'Ten markets read by the Wyckoff method, free and without an account. To ask, an account gives the first session.',
    signUp: 'Create account',
    signIn: 'Sign in',
    simulated: 'Simulated data: nothing of this was ever traded.',
    stale: (ago: string) => `No live feed. The newest data are from ${ago}.`,
  },
});
