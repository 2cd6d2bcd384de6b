/**
 * The one default policy of Trusted Types. Our own code writes no HTML (the linter holds it); two libraries do, in two shapes: the rules
 * of a `<style>` (Mantine) and a drawing of paths (the logo of the chart). Those pass, and the one script of the service worker. Whatever
 * else reaches a sink is refused by the browser.
 */

const attribute = String.raw` (?:width|height|fill|fill-rule|clip-rule|clip-path|id|d)="[\w .,#()-]*"`;
const drawing = new RegExp(
  String.raw`^<svg xmlns="http://www\.w3\.org/2000/svg"(?:${attribute})*>(?:</?(?:g|path|defs|clipPath)(?:${attribute})*/?>)*</svg>$`,
);

/** Whether no markup can come of a text, or none but paths without an address or a handler. */
export const isHarmlessHtml = (text: string) => !/[<&]/.test(text) || drawing.test(text);

const serviceWorker = '/sw.js';

interface Factory {
  createPolicy(
    name: string,
    rules: {
      createHTML: (text: string) => string | null;
      createScriptURL: (address: string) => string | null;
    },
  ): unknown;
}

/** Before anything is drawn. A browser without Trusted Types has nothing to be told. */
export function allowWhatLibrariesWrite() {
  (window as { trustedTypes?: Factory }).trustedTypes?.createPolicy('default', {
    createHTML: (text) => (isHarmlessHtml(text) ? text : null),
    createScriptURL: (address) => (address === serviceWorker ? address : null),
  });
}
