import type { Chart, Family, Line } from '../chart';

/** The bands of one anchor only: six of them would hide the candles. */
const bandedGroup = 'vwap-Day';

const isBand = (line: Line) => /[+-]\d$/.test(line.id);

/** A line that runs through the middle of its group, or is all of it. */
export const isMiddle = (line: Line): boolean => !isBand(line) && !/\.(upper|lower)$/.test(line.id);

/**
 * The lines that are drawn: those of the families that are on, and those of the selected measurement, the bands, an average, whatever
 * is off. Of the anchored averages the bands of the day are drawn, those of another while it is selected.
 */
export function linesShown(
  chart: Pick<Chart, 'lines' | 'overlays'>,
  view: { families: ReadonlySet<Family>; selected: string | null },
): Line[] {
  const measured = chart.overlays.find((o) => o.id === view.selected && o.form === 'value');
  const named = chart.lines.find((l) => l.id === view.selected || (measured && l.label === measured.label));
  const group = named?.group ?? chart.lines.find((l) => l.group === measured?.kind)?.group;
  return chart.lines.filter(
    (l) =>
      l.group === group ||
      (view.families.has(l.family) && (!l.group.startsWith('vwap') || !isBand(l) || l.group === bandedGroup)),
  );
}
