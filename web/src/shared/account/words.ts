import type { components } from '../api/schema';
import { defineStrings } from '../language/language';

type Schemas = components['schemas'];

/** What moves in an account, and how a purchase stands: said alike to its owner and to operators. */
export const words = defineStrings({
  es: {
    sources: {
      Purchase: 'compradas',
      Promo: 'de regalo',
      Operator: 'dadas por el servicio',
    } as Record<string, string>,
    kinds: {
      Grant: 'Sesiones recibidas',
      Repay: 'Cubre lo que se debía',
      Revoke: 'Sesiones retiradas',
      Owe: 'Sesiones que se deben',
      Open: 'Sesión abierta',
      GiveBack: 'Sesión devuelta',
      Post: 'Respuesta del analista',
    } as Record<string, string>,
    otherKind: 'Otro movimiento',
    credits: (n: number, text: string) => (Math.abs(n) === 1 ? `${text} sesión` : `${text} sesiones`),
    tokens: (text: string) => `${text} tokens`,
    purchases: {
      open: 'sin pagar',
      processing: 'el banco la está pagando',
      paid: 'pagada',
      failed: 'no se pagó',
      expired: 'caducó sin pagarse',
      refused: 'en revisión',
    } as Record<Schemas['PurchaseState'], string>,
  },
  en: {
    sources: {
      Purchase: 'bought',
      Promo: 'a gift',
      Operator: 'given by the service',
    } as Record<string, string>,
    kinds: {
      Grant: 'Sessions received',
      Repay: 'Covers what was owed',
      Revoke: 'Sessions taken back',
      Owe: 'Sessions owed',
      Open: 'Session opened',
      GiveBack: 'Session given back',
      Post: 'Answer of the analyst',
    } as Record<string, string>,
    otherKind: 'Another movement',
    credits: (n: number, text: string) => (Math.abs(n) === 1 ? `${text} session` : `${text} sessions`),
    tokens: (text: string) => `${text} tokens`,
    purchases: {
      open: 'not paid',
      processing: 'the bank is paying it',
      paid: 'paid',
      failed: 'was not paid',
      expired: 'ended without being paid',
      refused: 'being looked at',
    } as Record<Schemas['PurchaseState'], string>,
  },
});
