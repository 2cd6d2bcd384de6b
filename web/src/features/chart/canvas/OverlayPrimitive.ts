import type {
  AutoscaleInfo,
  IPrimitivePaneRenderer,
  IPrimitivePaneView,
  ISeriesPrimitive,
  Logical,
  PrimitiveHoveredItem,
  SeriesAttachedParameter,
  Time,
} from 'lightweight-charts';
import type { Overlay } from '../chart';
import { hit } from './hit';
import { Painter } from './painter';
import type { Palette } from './palette';
import type { Scene } from './scene';
import { Viewport } from './viewport';

/**
 * Everything found on a chart, drawn by one primitive in two layers. One and not three hundred: the library asks each primitive for
 * its views in every frame, and names can only keep out of each other's way where one place knows them all.
 */
export class OverlayPrimitive implements ISeriesPrimitive<Time> {
  private readonly view = new Viewport();
  private readonly painter = new Painter();
  private readonly behind = new Layer('bottom', (ctx, size) => {
    if (this.look(size)) this.painter.drawBehind(ctx, this.scene!, this.view, this.palette!);
  });
  private readonly over = new Layer('normal', (ctx, size) => {
    if (this.look(size)) this.painter.drawOver(ctx, this.scene!, this.view, this.palette!);
  });
  private readonly views: readonly IPrimitivePaneView[] = [this.behind, this.over];
  private host: SeriesAttachedParameter<Time> | null = null;
  private scene: Scene | null = null;
  private palette: Palette | null = null;

  attached(host: SeriesAttachedParameter<Time>): void {
    this.host = host;
  }

  detached(): void {
    this.host = null;
  }

  set(scene: Scene, palette: Palette): void {
    this.scene = scene;
    this.palette = palette;
    this.host?.requestUpdate();
  }

  paneViews(): readonly IPrimitivePaneView[] {
    return this.views;
  }

  /** The selected overlay is always within the height of the chart. */
  autoscaleInfo(from: Logical, to: Logical): AutoscaleInfo | null {
    const scene = this.scene;
    if (!scene || scene.selected < 0) return null;
    const i = scene.selected;
    if (scene.left[i]! > to || scene.right[i]! < from) return null;
    return { priceRange: { minValue: scene.low[i]!, maxValue: scene.high[i]! } };
  }

  hitTest(x: number, y: number): PrimitiveHoveredItem | null {
    const found = this.at(x, y);
    return found ? { externalId: found.id, zOrder: 'normal', cursorStyle: 'pointer' } : null;
  }

  at(x: number, y: number): Overlay | null {
    return this.scene && this.view.width > 0 ? hit(this.scene, this.view, x, y) : null;
  }

  /** Where an overlay is to be found on the canvas, for what opens beside it. */
  placeOf(index: number, price: number): { x: number; y: number } | null {
    return this.view.width > 0 ? { x: this.view.x(index), y: this.view.y(price) } : null;
  }

  /** Reads the axes; false while they know no place. */
  private look(size: { width: number; height: number }): boolean {
    if (!this.host || !this.scene || !this.palette) return false;
    const time = this.host.chart.timeScale();
    const series = this.host.series;
    const x0 = time.logicalToCoordinate(0 as Logical);
    const x1 = time.logicalToCoordinate(1 as Logical);
    const top = series.coordinateToPrice(0);
    const bottom = series.coordinateToPrice(size.height);
    if (x0 === null || x1 === null || top === null || bottom === null || top === bottom) return false;
    this.view.set(size.width, size.height, x0, x1 - x0, top, 0, bottom, size.height);
    return true;
  }
}

type Target = Parameters<IPrimitivePaneRenderer['draw']>[0];

type Paint = (ctx: CanvasRenderingContext2D, size: { width: number; height: number }) => void;

/** A view that is its own renderer: both live as long as the chart. */
class Layer implements IPrimitivePaneView, IPrimitivePaneRenderer {
  private readonly layer: 'bottom' | 'normal';
  private readonly paint: (scope: {
    context: CanvasRenderingContext2D;
    mediaSize: { width: number; height: number };
  }) => void;

  constructor(layer: 'bottom' | 'normal', paint: Paint) {
    this.layer = layer;
    this.paint = (scope) => paint(scope.context, scope.mediaSize);
  }

  zOrder(): 'bottom' | 'normal' {
    return this.layer;
  }

  renderer(): IPrimitivePaneRenderer {
    return this;
  }

  draw(target: Target): void {
    target.useMediaCoordinateSpace(this.paint);
  }
}
