import { useCallback } from 'react';
import { useStrings } from '../../shared/language/language';
import { strings } from './strings';

/** The question about something that was pointed at on the chart, in the reader's words. */
export function useAboutQuestion(): (about: { label: string; timeframe: string }) => string {
  const t = useStrings(strings);
  return useCallback((about) => t.about(about.label, about.timeframe), [t]);
}
