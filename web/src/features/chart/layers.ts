import { families, type Family } from './chart';

/** What of a chart can be switched: the families, two panes, and zones that have ended. */
export const layerNames = [...families, 'delta', 'cvd', 'past'] as const;

export type Layer = (typeof layerNames)[number];

export type Layers = ReadonlySet<Layer>;

export const usualLayers: Layers = new Set<Layer>([
  'wyckoff',
  'structure',
  'zones',
  'volume',
  'scenarios',
  'delta',
]);

const storageKey = 'waickoff.layers';

/** `a,b` as the URL has it; what is not a layer is passed over. An empty text is no layer at all, null is nothing said. */
export function parseLayers(text: string | null): Layers | null {
  if (text === null) return null;
  const words = new Set(text.split(','));
  return new Set(layerNames.filter((name) => words.has(name)));
}

export const writeLayers = (layers: Layers): string =>
  layerNames.filter((name) => layers.has(name)).join(',');

/** What was chosen on this device; storage that cannot be read is none. */
export function storedLayers(): Layers | null {
  try {
    return parseLayers(localStorage.getItem(storageKey));
  } catch {
    return null;
  }
}

export function storeLayers(layers: Layers): void {
  try {
    localStorage.setItem(storageKey, writeLayers(layers));
  } catch {
    // A browser that keeps nothing shows the usual layers next time.
  }
}

export const familiesOf = (layers: Layers): ReadonlySet<Family> =>
  new Set(families.filter((f) => layers.has(f)));
