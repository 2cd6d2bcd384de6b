import { families } from '../chart';

/** The colours of the theme as the canvas needs them. */
export type Palette = {
  page: string;
  /** The page, nearly opaque: what lies behind a name. */
  veil: string;
  surface: string;
  line: string;
  text: string;
  quiet: string;
  crosshair: string;
  up: string;
  down: string;
  /** The same, half way to the page: opaque, since that is drawn faster than what shines through. */
  upQuiet: string;
  downQuiet: string;
  families: readonly Hue[];
  font: string;
  labelFont: string;
};

/** One family in the shades it is drawn in. */
export type Hue = {
  solid: string;
  fill: string;
  fillPast: string;
  fillChosen: string;
  edge: string;
  edgePast: string;
};

const fallback: Record<string, string> = {
  '--page': '#0b0f14',
  '--surface': '#11171e',
  '--line': '#243040',
  '--text': '#e6edf3',
  '--quiet': '#93a1b0',
  '--up': '#2bb38f',
  '--down': '#f0616d',
};

/** Reads the tokens of the theme that is in force. */
export function paletteOf(element: Element): Palette {
  const style = getComputedStyle(element);
  const token = (name: string) => {
    const value = style.getPropertyValue(name).trim();
    return /^#[0-9a-f]{6}$/i.test(value) ? value : (fallback[name] ?? fallback['--quiet']!);
  };
  return {
    page: token('--page'),
    veil: token('--page') + 'cc',
    surface: token('--surface'),
    line: token('--line'),
    text: token('--text'),
    quiet: token('--quiet'),
    crosshair: token('--raised'),
    up: token('--up'),
    down: token('--down'),
    upQuiet: mixed(token('--up'), token('--page')),
    downQuiet: mixed(token('--down'), token('--page')),
    families: families.map((family) => hueOf(token(`--family-${family}`))),
    font: style.fontFamily || 'sans-serif',
    labelFont: `500 11px ${style.fontFamily || 'sans-serif'}`,
  };
}

/** The colour half way between two. */
function mixed(a: string, b: string): string {
  const half = (from: number) =>
    (parseInt(a.slice(from, from + 2), 16) + parseInt(b.slice(from, from + 2), 16)) >> 1;
  return '#' + [1, 3, 5].map((from) => half(from).toString(16).padStart(2, '0')).join('');
}

function hueOf(solid: string): Hue {
  return {
    solid,
    fill: solid + '24',
    fillPast: solid + '0d',
    fillChosen: solid + '4d',
    edge: solid + 'b3',
    edgePast: solid + '4d',
  };
}
