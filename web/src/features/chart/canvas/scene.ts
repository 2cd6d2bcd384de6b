import type { Family, Overlay } from '../chart';
import { families } from '../chart';
import { logicalOf } from './times';

export enum Shape {
  Box,
  Level,
  Path,
  Mark,
}

/** Which overlays are drawn: those of the families that are on, ended ones only when asked for, and the selected one always. */
export type Choice = { families: ReadonlySet<Family>; past: boolean; selected: string | null };

export function isShown(overlay: Overlay, choice: Choice): boolean {
  if (overlay.id === choice.selected) return true;
  if (!choice.families.has(overlay.family)) return false;
  const ends = (overlay.form === 'zone' || overlay.form === 'level') && !isEvent(overlay);
  return choice.past || overlay.isStanding || !ends;
}

/** Breaks are told once and have no life; a line from the pivot to the break is all there is of them. */
const isEvent = (overlay: Overlay) => overlay.family === 'structure';

/** The first point of an overlay that is a level of its own: the ratios of a measured leg, what a scenario waits for. */
function firstLevel(overlay: Overlay, isSelected: boolean): number {
  if (overlay.kind === 'fibonacci-leg') return 2;
  if (overlay.kind === 'scenario' || (overlay.form === 'zone' && isSelected)) return 0;
  return overlay.form === 'profile' ? 0 : overlay.points.length;
}

const shapes: Partial<Record<Overlay['form'], Shape>> = {
  zone: Shape.Box,
  level: Shape.Level,
  path: Shape.Path,
  mark: Shape.Mark,
};

/**
 * The overlays of a chart as columns of numbers, in the order they are painted: what a frame needs is read, never made. Places on
 * the time axis are indexes of candles, so a pan changes nothing in here.
 */
export type Scene = {
  items: readonly Overlay[];
  shape: Uint8Array;
  family: Uint8Array;
  /** 1: drawn in full and with its name; 0: it has ended. */
  standing: Uint8Array;
  /** 1: a large area or one of many, drawn thinly. */
  quiet: Uint8Array;
  /** 1 bullish, -1 bearish, 0 neither. */
  side: Int8Array;
  left: Float64Array;
  /** Infinity: to the right edge. */
  right: Float64Array;
  /** Where it became known. */
  known: Float64Array;
  low: Float64Array;
  high: Float64Array;
  /** The points of item i are those from `pointFrom[i]` up to `pointFrom[i + 1]`. */
  pointFrom: Int32Array;
  pointIndex: Float64Array;
  pointPrice: Float64Array;
  pointLabel: readonly (string | null)[];
  /** The changes in the life of item i, the same way. */
  lifeFrom: Int32Array;
  lifeIndex: Float64Array;
  /** Levels that belong to an overlay, from a moment to the right edge. */
  rayIndex: Float64Array;
  rayPrice: Float64Array;
  rayOwner: readonly Overlay[];
  rayLabel: readonly string[];
  /** Stretches of time along the top: phases in the first row, squeezes in the second. */
  bands: readonly Band[];
  /** The one profile that is drawn; null without. */
  profile: Profile | null;
  selected: number;
  selectedId: string | null;
  /** A selected measurement has no shape: its candle is framed. */
  framed: { index: number; family: number } | null;
};

export type Band = { item: Overlay; row: number; family: number; left: number; right: number };

export type Profile = { item: Overlay; most: number; pocLow: number; pocHigh: number };

export function buildScene(
  overlays: readonly Overlay[],
  times: ArrayLike<number>,
  length: number,
  choice: Choice,
): Scene {
  const at = (time: number) => logicalOf(times, time, length);
  const shown = overlays.filter((o) => isShown(o, choice));
  const items = shown.filter((o) => shapes[o.form] !== undefined && hasPlace(o)).sort(byPaint);
  const count = items.length;
  const profile = profileOf(shown, choice.selected);
  const rays = [...items, ...(profile ? [profile.item] : [])].flatMap((owner) =>
    owner.points.slice(firstLevel(owner, owner.id === choice.selected)).map((point) => ({ owner, point })),
  );
  const own = (o: Overlay) =>
    o.form === 'path' || o.form === 'mark' ? o.points.slice(0, firstLevel(o, false)) : [];
  const points = items.reduce((sum, o) => sum + own(o).length, 0);
  const framed = shown.find((o) => o.id === choice.selected && o.form === 'value');
  const lives = items.reduce((sum, o) => sum + o.life.length, 0);
  const pointLabel: (string | null)[] = [];
  const scene: Scene = {
    items,
    shape: new Uint8Array(count),
    family: new Uint8Array(count),
    standing: new Uint8Array(count),
    quiet: new Uint8Array(count),
    side: new Int8Array(count),
    left: new Float64Array(count),
    right: new Float64Array(count),
    known: new Float64Array(count),
    low: new Float64Array(count),
    high: new Float64Array(count),
    pointFrom: new Int32Array(count + 1),
    pointIndex: new Float64Array(points),
    pointPrice: new Float64Array(points),
    pointLabel,
    lifeFrom: new Int32Array(count + 1),
    lifeIndex: new Float64Array(lives),
    rayIndex: Float64Array.from(rays, (r) => at(r.point.time)),
    rayPrice: Float64Array.from(rays, (r) => r.point.price),
    rayOwner: rays.map((r) => r.owner),
    rayLabel: rays.map((r) => r.point.label ?? ''),
    bands: shown
      .filter((o) => o.form === 'band')
      .map((item) => ({
        item,
        row: item.family === 'wyckoff' ? 0 : 1,
        family: families.indexOf(item.family),
        left: at(item.from),
        right: item.to == null ? Infinity : at(item.to),
      })),
    profile,
    framed: framed
      ? { index: Math.floor(at(framed.known) - 1), family: families.indexOf(framed.family) }
      : null,
    selected: items.findIndex((o) => o.id === choice.selected),
    selectedId: choice.selected,
  };
  let point = 0;
  let life = 0;
  items.forEach((item, i) => {
    scene.shape[i] = shapes[item.form]!;
    scene.family[i] = families.indexOf(item.family);
    scene.standing[i] = item.isStanding || isEvent(item) ? 1 : 0;
    scene.quiet[i] = quietKinds.has(item.kind) ? 1 : 0;
    scene.side[i] = item.side === 'bullish' ? 1 : item.side === 'bearish' ? -1 : 0;
    scene.left[i] = at(item.from);
    scene.right[i] = item.to == null ? Infinity : at(item.to);
    scene.known[i] = at(item.known) - 1;
    const isLine = item.form === 'path' || item.form === 'mark';
    scene.low[i] = isLine ? Infinity : item.bottom!;
    scene.high[i] = isLine ? -Infinity : item.top!;
    scene.pointFrom[i] = point;
    for (const p of own(item)) {
      const index = at(p.time);
      scene.pointIndex[point] = index;
      scene.pointPrice[point++] = p.price;
      pointLabel.push(p.label ?? null);
      scene.low[i] = Math.min(scene.low[i]!, p.price);
      scene.high[i] = Math.max(scene.high[i]!, p.price);
      scene.left[i] = Math.min(scene.left[i]!, index);
      scene.right[i] = p === item.points[0] ? index : Math.max(scene.right[i]!, index);
    }
    scene.lifeFrom[i] = life;
    for (const l of item.life) scene.lifeIndex[life++] = at(l.time);
  });
  scene.pointFrom[count] = point;
  scene.lifeFrom[count] = life;
  return scene;
}

const quietKinds: ReadonlySet<string> = new Set(['wyckoff-range', 'confluence']);

const hasPlace = (o: Overlay) =>
  o.form === 'path' || o.form === 'mark' ? o.points.length > 0 : o.top != null && o.bottom != null;

/** What has ended lies under what stands, areas under lines, lines under marks; neighbours of one family share their colour. */
function byPaint(a: Overlay, b: Overlay): number {
  return (
    shapes[a.form]! - shapes[b.form]! ||
    Number(a.isStanding) - Number(b.isStanding) ||
    families.indexOf(a.family) - families.indexOf(b.family) ||
    a.from - b.from
  );
}

/** Many spans have a profile; the selected one is drawn, else the standing one that looks back furthest. */
function profileOf(shown: readonly Overlay[], selected: string | null): Profile | null {
  const all = shown.filter((o) => o.form === 'profile' && o.rows.length > 0);
  const standing = all.filter((o) => o.isStanding);
  const item =
    all.find((o) => o.id === selected) ??
    (standing.length > 0 ? standing : all).toSorted((a, b) => a.from - b.from)[0];
  if (!item) return null;
  const poc = item.rows.reduce((best, row) => (row.volume > best.volume ? row : best));
  return { item, most: poc.volume, pocLow: poc.low, pocHigh: poc.high };
}

/** Whether an item can be seen at all, so that what is off the screen costs two comparisons. */
export function isInView(
  scene: Scene,
  i: number,
  view: { from: number; to: number; low: number; high: number },
): boolean {
  return (
    scene.right[i]! >= view.from - 1 &&
    scene.left[i]! <= view.to + 1 &&
    scene.high[i]! >= view.low &&
    scene.low[i]! <= view.high
  );
}
