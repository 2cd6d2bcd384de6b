import { useEffect } from 'react';
import { singleKeysAreOn } from '../shared/keys/singleKeys';

/** What is open over the page. */
export type Opened = 'palette' | 'keys' | null;

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

const timeframes = ['15m', '1h', '4h', '1d'];

/** The keys that hold on every page. */
export function useShortcuts(open: (what: Opened) => void, showTimeframe: (timeframe: string) => void) {
  useEffect(() => {
    const onKey = (e: KeyboardEvent) => {
      if (e.defaultPrevented || e.isComposing) return;
      const done = () => e.preventDefault();
      if ((e.ctrlKey || e.metaKey) && !e.altKey && !e.shiftKey && e.key.toLowerCase() === 'k') {
        done();
        open('palette');
      } else if (e.altKey && !e.ctrlKey && !e.metaKey && /^Digit[1-4]$/.test(e.code)) {
        done();
        showTimeframe(timeframes[Number(e.code.at(-1)) - 1]!);
      } else if (singleKeysAreOn() && !e.ctrlKey && !e.metaKey && !e.altKey && !isTyping(e.target)) {
        if (e.key === '/') {
          done();
          open('palette');
        } else if (e.key === '?') {
          done();
          open('keys');
        }
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [open, showTimeframe]);
}
