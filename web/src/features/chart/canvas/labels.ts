/**
 * Places that labels already take in a frame, so that the next one goes elsewhere or stays away. It keeps its room between frames.
 */
export class Labels {
  private readonly taken: Float64Array;
  private count = 0;

  constructor(private readonly most = 80) {
    this.taken = new Float64Array(most * 4);
  }

  clear(): void {
    this.count = 0;
  }

  /** Takes the place when nothing overlaps it. */
  take(x: number, y: number, width: number, height: number): boolean {
    if (this.count === this.most) return false;
    const taken = this.taken;
    for (let i = 0; i < this.count * 4; i += 4)
      if (x < taken[i + 2]! && x + width > taken[i]! && y < taken[i + 3]! && y + height > taken[i + 1]!)
        return false;
    const at = this.count++ * 4;
    taken[at] = x;
    taken[at + 1] = y;
    taken[at + 2] = x + width;
    taken[at + 3] = y + height;
    return true;
  }
}
