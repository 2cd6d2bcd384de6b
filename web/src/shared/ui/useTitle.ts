import { useEffect } from 'react';

/** What the document is called before a page gives it a name of its own. */
const site = document.title;

/** Names the document after the page, for tabs, bookmarks and whoever has it read aloud. */
export function useTitle(title: string) {
  useEffect(() => {
    document.title = title ? `${title} · ${site}` : site;
    return () => {
      document.title = site;
    };
  }, [title]);
}
