/** What a session has of its tokens. */
export type Budget = { limit: number; used: number; held: number; left: number };

/** Warned about at 80 % and at 95 %. */
export function warningOf({ limit, used }: Budget): 80 | 95 | null {
  const percent = (100 * used) / Math.max(1, limit);
  if (percent >= 95) return 95;
  return percent >= 80 ? 80 : null;
}

/** How many more questions of this cost fit; null where no cost is known. */
export const questionsLeft = ({ left }: Budget, cost: number | null | undefined): number | null =>
  cost && cost > 0 ? Math.floor(left / cost) : null;
