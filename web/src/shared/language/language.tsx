import {
  createContext,
  startTransition,
  use,
  useCallback,
  useLayoutEffect,
  useMemo,
  useState,
  type ReactNode,
} from 'react';

/** The languages that everything exists in. */
export const languages = ['es', 'en'] as const;

export type Language = (typeof languages)[number];

/** The same texts in each language: a text is a string, or a function of what it tells. A missing one does not build. */
export type Strings<T> = { es: T; en: { [K in keyof T]: T[K] extends string ? string : T[K] } };

/** Declares the strings of a feature; the Spanish ones say which there are. */
export function defineStrings<const T extends Record<string, unknown>>(strings: {
  es: T;
  en: { [K in keyof T]: T[K] extends string ? string : T[K] };
}): Strings<T> {
  return strings as unknown as Strings<T>;
}

type LanguageState = {
  language: Language;
  /** IANA name; that of the browser until the account says another. */
  timeZone: string;
  setLanguage: (language: Language) => void;
  setTimeZone: (timeZone: string) => void;
};

const storageKey = 'waickoff.language';

const LanguageContext = createContext<LanguageState | null>(null);

/** What was chosen here before, else what the browser asks for, else Spanish. */
function startLanguage(): Language {
  const stored = localStorage.getItem(storageKey);
  const wanted = [stored, ...navigator.languages].map((l) => l?.slice(0, 2));
  return languages.find((l) => wanted.find((w) => languages.some((known) => known === w)) === l) ?? 'es';
}

export function LanguageProvider({ children, initial }: { children: ReactNode; initial?: Language }) {
  const [language, setState] = useState<Language>(() => initial ?? startLanguage());
  const [timeZone, setTimeZone] = useState(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
  // Before anything below asks the server: questions say the language of the document.
  useLayoutEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const setLanguage = useCallback((next: Language) => {
    localStorage.setItem(storageKey, next);
    // Every text changes: in steps, so that the browser answers meanwhile.
    startTransition(() => setState(next));
  }, []);
  const value = useMemo(
    () => ({ language, timeZone, setLanguage, setTimeZone }),
    [language, timeZone, setLanguage],
  );
  return <LanguageContext value={value}>{children}</LanguageContext>;
}

export function useLanguage(): LanguageState {
  const state = use(LanguageContext);
  if (!state) throw new Error('useLanguage needs a LanguageProvider above it.');
  return state;
}

/** The texts of a feature in the reader's language. */
export function useStrings<T>(strings: Strings<T>): T {
  return strings[useLanguage().language] as T;
}
