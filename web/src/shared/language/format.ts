import { useLanguage, type Language } from './language';

/** How numbers and moments are written for a reader. Prices follow the tick of their market, never the habits of a language. */
export type Format = ReturnType<typeof makeFormat>;

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const locales: Record<Language, string> = { es: 'es-ES', en: 'en-US' };

/** Spanish groups four digits only here, so that columns of prices line up. */
const grouping = { useGrouping: 'always' } as unknown as Intl.NumberFormatOptions;

const made = new Map<string, Format>();

/** The formats of a language and a time zone: made once, since the browser takes milliseconds for each. */
export function formatFor(language: Language, timeZone: string): Format {
  const key = `${language} ${timeZone}`;
  let format = made.get(key);
  if (!format) made.set(key, (format = makeFormat(locales[language], timeZone)));
  return format;
}

/** Makes something when it is first needed. */
function once<T>(make: () => T): () => T {
  let value: T | undefined;
  return () => (value ??= make());
}

function makeFormat(locale: string, timeZone: string) {
  const number = (options: Intl.NumberFormatOptions) => once(() => new Intl.NumberFormat(locale, options));
  const moments = (options: Intl.DateTimeFormatOptions) =>
    once(() => new Intl.DateTimeFormat(locale, { timeZone, ...options }));
  const whole = number({ maximumFractionDigits: 0, ...grouping });
  const compact = number({ notation: 'compact', maximumSignificantDigits: 3 });
  const percent = number({ style: 'percent', maximumFractionDigits: 0 });
  const tenths = number({ style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const change = number({
    style: 'percent',
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    signDisplay: 'never',
  });
  const signed = number({ ...grouping, maximumFractionDigits: 0, signDisplay: 'exceptZero' });
  const units = {
    hour: number({ style: 'unit', unit: 'hour', unitDisplay: 'short' }),
    minute: number({ style: 'unit', unit: 'minute', unitDisplay: 'short' }),
    second: number({ style: 'unit', unit: 'second', unitDisplay: 'short' }),
  };
  const relative = once(() => new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' }));
  const time = moments({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const date = moments({ day: 'numeric', month: 'short', year: 'numeric' });
  const moment = moments({
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  });
  const prices = new Map<number, Intl.NumberFormat>();
  const fine = new Map<string, Intl.NumberFormat>();
  const currencies = new Map<string, { format: Intl.NumberFormat; minor: number }>();
  return {
    locale,
    timeZone,
    /** A price with the decimals of its market. */
    price(value: number, decimals: number) {
      let format = prices.get(decimals);
      if (!format) {
        format = new Intl.NumberFormat(locale, {
          minimumFractionDigits: decimals,
          maximumFractionDigits: decimals,
          ...grouping,
        });
        prices.set(decimals, format);
      }
      return format.format(value);
    },
    /** An amount in minor units of a currency, such as `usd`. */
    money(minorUnits: number, currency: string) {
      let known = currencies.get(currency);
      if (!known) {
        const format = new Intl.NumberFormat(locale, { style: 'currency', currency: currency.toUpperCase() });
        known = { format, minor: 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2) };
        currencies.set(currency, known);
      }
      return known.format.format(minorUnits / known.minor);
    },
    /** An amount in millionths of a currency, to a tenth of a cent. */
    microMoney(millionths: number, currency: string) {
      let format = fine.get(currency);
      if (!format) {
        format = new Intl.NumberFormat(locale, {
          style: 'currency',
          currency: currency.toUpperCase(),
          minimumFractionDigits: 3,
          maximumFractionDigits: 3,
        });
        fine.set(currency, format);
      }
      return format.format(millionths / 1_000_000);
    },
    whole: (value: number) => whole().format(value),
    /** What came or went. */
    signed: (value: number) => signed().format(value),
    compact: (value: number) => compact().format(value),
    /** A share of one as whole percent. */
    percent: (value: number) => percent().format(value),
    /** A share of one as percent with one decimal. */
    tenths: (value: number) => tenths().format(value),
    /** A change as a share of one, without its sign: an arrow says which way. */
    change: (value: number) => change().format(value),
    time: (at: number | string | Date) => time().format(new Date(at)),
    date: (at: number | string | Date) => date().format(new Date(at)),
    moment: (at: number | string | Date) => moment().format(new Date(at)),
    /** How long ago, in its largest whole unit. */
    ago(at: number | string | Date, now: number) {
      const past = Math.max(0, now - new Date(at).getTime());
      if (past < minute) return relative().format(-Math.floor(past / second), 'second');
      if (past < hour) return relative().format(-Math.floor(past / minute), 'minute');
      if (past < day) return relative().format(-Math.floor(past / hour), 'hour');
      return relative().format(-Math.floor(past / day), 'day');
    },
    /** A length of time in its two largest units: `17 h 20 min`. */
    span(ms: number) {
      const unit = (value: number, name: keyof typeof units) => units[name]().format(value);
      const left = Math.max(0, ms);
      if (left >= hour)
        return `${unit(Math.floor(left / hour), 'hour')} ${unit(Math.floor((left % hour) / minute), 'minute')}`;
      if (left >= minute) return unit(Math.floor(left / minute), 'minute');
      return unit(Math.floor(left / second), 'second');
    },
  };
}

/** The formats of the reader: language, and the time zone of the account. */
export function useFormat(): Format {
  const { language, timeZone } = useLanguage();
  return formatFor(language, timeZone);
}
