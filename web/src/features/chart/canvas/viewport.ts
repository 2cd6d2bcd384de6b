/**
 * What is in view, and where on the canvas an index and a price lie. Both axes are linear, so four numbers say it all; one
 * instance is kept and set anew for each frame.
 */
export class Viewport {
  width = 0;
  height = 0;
  /** Pixels: x of index 0 and width of one candle; y of price 0 and height of one unit (below zero: up is dearer). */
  private x0 = 0;
  private dx = 1;
  private y0 = 0;
  private dy = -1;
  /** The first and last index, the lowest and highest price in view. */
  from = 0;
  to = 0;
  low = 0;
  high = 0;

  /** Sets it from two known places on each axis. */
  set(
    width: number,
    height: number,
    x0: number,
    dx: number,
    priceA: number,
    yA: number,
    priceB: number,
    yB: number,
  ): void {
    this.width = width;
    this.height = height;
    this.x0 = x0;
    this.dx = dx;
    this.dy = (yB - yA) / (priceB - priceA);
    this.y0 = yA - priceA * this.dy;
    this.from = -x0 / dx;
    this.to = (width - x0) / dx;
    this.high = -this.y0 / this.dy;
    this.low = (height - this.y0) / this.dy;
  }

  get candleWidth(): number {
    return this.dx;
  }

  x(index: number): number {
    return this.x0 + index * this.dx;
  }

  y(price: number): number {
    return this.y0 + price * this.dy;
  }

  index(x: number): number {
    return (x - this.x0) / this.dx;
  }

  price(y: number): number {
    return (y - this.y0) / this.dy;
  }
}
