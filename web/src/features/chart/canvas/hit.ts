import type { Overlay } from '../chart';
import { isInView, Shape, type Scene } from './scene';
import type { Viewport } from './viewport';

/** Height of a row of bands along the top, and how far bars of the profile may reach into the chart. */
export const bandHeight = 18;
export const profileShare = 0.2;

/** How near a pointer must come, in pixels: a finger hides more than a mouse does. */
const reach = 7;
const markReach = 13;

/**
 * What lies under the pointer: a mark before a line before an area, of areas the smallest, and of equals the one painted last.
 */
export function hit(scene: Scene, view: Viewport, x: number, y: number): Overlay | null {
  const row = Math.floor(y / bandHeight);
  const index = view.index(x);
  const band = scene.bands.findLast((b) => b.row === row && b.left <= index && index <= b.right);
  if (band) return band.item;
  let best = -1;
  let bestScore = Infinity;
  for (let i = 0; i < scene.items.length; i++) {
    if (!isInView(scene, i, view)) continue;
    const score = scoreOf(scene, view, i, x, y);
    if (score <= bestScore && score < Infinity) {
      best = i;
      bestScore = score;
    }
  }
  if (bestScore <= line + reach) return scene.items[best]!;
  for (let i = 0; i < scene.rayOwner.length; i++)
    if (index >= scene.rayIndex[i]! && Math.abs(y - view.y(scene.rayPrice[i]!)) <= reach)
      return scene.rayOwner[i]!;
  if (best >= 0) return scene.items[best]!;
  return profileAt(scene, view, x, y);
}

const line = 1_000;
const area = 1_000_000;

function scoreOf(scene: Scene, view: Viewport, i: number, x: number, y: number): number {
  const shape = scene.shape[i] as Shape;
  if (shape === Shape.Mark) {
    const distance = distanceToMark(scene, view, i, x, y);
    return distance <= markReach ? distance : Infinity;
  }
  if (shape === Shape.Path) {
    const distance = distanceToPath(scene, view, i, x, y);
    return distance <= reach ? line + distance : Infinity;
  }
  const left = view.x(scene.left[i]!);
  const right = Math.min(view.x(scene.right[i]!), view.width);
  if (x < left - 2 || x > Math.max(right, left + 3) + 2) return Infinity;
  const top = view.y(scene.high[i]!);
  const bottom = view.y(scene.low[i]!);
  if (shape === Shape.Level) {
    const distance = Math.abs(y - top);
    return distance <= reach ? line + distance : Infinity;
  }
  if (y < top - 2 || y > bottom + 2) return Infinity;
  // What fills the view, such as a range, is met at its edges: within, what lies in it is meant, or nothing.
  if (
    bottom - top > view.height * 0.6 ||
    (right - left > view.width * 0.6 && bottom - top > view.height * 0.3)
  ) {
    const distance = Math.min(Math.abs(y - top), Math.abs(y - bottom));
    return distance <= reach ? line + distance : Infinity;
  }
  return area + (right - left) * (bottom - top);
}

/** A mark lies beyond its candle: under it when bullish, over it when bearish. */
export const markOffset = 12;

export function markY(view: Viewport, price: number, side: number): number {
  return view.y(price) + (side >= 0 ? markOffset : -markOffset);
}

function distanceToMark(scene: Scene, view: Viewport, i: number, x: number, y: number): number {
  const point = scene.pointFrom[i]!;
  const px = view.x(scene.pointIndex[point]!);
  const py = markY(view, scene.pointPrice[point]!, scene.side[i]!);
  return Math.hypot(x - px, y - py);
}

function distanceToPath(scene: Scene, view: Viewport, i: number, x: number, y: number): number {
  let nearest = Infinity;
  for (let p = scene.pointFrom[i]! + 1; p < scene.pointFrom[i + 1]!; p++) {
    const ax = view.x(scene.pointIndex[p - 1]!);
    const ay = view.y(scene.pointPrice[p - 1]!);
    const bx = view.x(scene.pointIndex[p]!);
    const by = view.y(scene.pointPrice[p]!);
    nearest = Math.min(nearest, distanceToSegment(x, y, ax, ay, bx, by));
  }
  return nearest;
}

export function distanceToSegment(
  x: number,
  y: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
): number {
  const dx = bx - ax;
  const dy = by - ay;
  const square = dx * dx + dy * dy;
  const along = square === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / square));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

function profileAt(scene: Scene, view: Viewport, x: number, y: number): Overlay | null {
  const profile = scene.profile;
  if (!profile || x < view.width * (1 - profileShare)) return null;
  const price = view.price(y);
  const row = profile.item.rows.find((r) => r.low <= price && price < r.high);
  if (!row) return null;
  return x >= view.width - (row.volume / profile.most) * view.width * profileShare ? profile.item : null;
}
