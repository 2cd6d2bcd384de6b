import { startTransition, useRef, useState, type PointerEvent, type ReactNode } from 'react';
import { useStrings } from '../language/language';
import classes from './Sheet.module.css';
import { strings } from './strings';

/** How far a sheet is up: its edge alone, half of the page, all of it. */
export type SheetHeight = 'low' | 'half' | 'full';

const heights: readonly SheetHeight[] = ['low', 'half', 'full'];

/** A panel over the lower part of a page, for narrow screens: dragged by its edge, or moved by its buttons. */
export function Sheet({
  label,
  height,
  onHeight,
  children,
}: {
  label: string;
  height: SheetHeight;
  onHeight: (height: SheetHeight) => void;
  children: ReactNode;
}) {
  const t = useStrings(strings);
  const sheet = useRef<HTMLElement>(null);
  const start = useRef<{ y: number; height: number } | null>(null);
  const [dragged, setDragged] = useState<number | null>(null);
  const index = heights.indexOf(height);
  // The press is answered at once, whatever the page draws anew for it.
  const go = (to: number) => startTransition(() => onHeight(heights[to]!));

  const onPointerDown = (e: PointerEvent<HTMLDivElement>) => {
    if (!sheet.current || (e.target as Element).closest('button')) return;
    start.current = { y: e.clientY, height: sheet.current.getBoundingClientRect().height };
    e.currentTarget.setPointerCapture(e.pointerId);
  };
  const onPointerMove = (e: PointerEvent<HTMLDivElement>) => {
    if (start.current) setDragged(Math.max(48, start.current.height + start.current.y - e.clientY));
  };
  const onPointerUp = () => {
    const room = sheet.current?.offsetParent?.getBoundingClientRect().height ?? window.innerHeight;
    if (start.current && dragged !== null) {
      const share = dragged / Math.max(1, room);
      onHeight(share < 0.25 ? 'low' : share < 0.75 ? 'half' : 'full');
    }
    start.current = null;
    setDragged(null);
  };

  return (
    <section
      ref={sheet}
      className={classes.sheet}
      data-height={height}
      data-dragged={dragged !== null || undefined}
      style={dragged === null ? undefined : { height: dragged }}
      aria-label={label}
    >
      <div
        className={classes.edge}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={onPointerUp}
      >
        <span className={classes.label}>{label}</span>
        <span className={classes.grip} aria-hidden />
        <button
          type="button"
          className={classes.button}
          aria-label={t.sheetDown}
          disabled={index === 0}
          onClick={() => go(index - 1)}
        >
          <span aria-hidden>▾</span>
        </button>
        <button
          type="button"
          className={classes.button}
          aria-label={t.sheetUp}
          disabled={index === heights.length - 1}
          onClick={() => go(index + 1)}
        >
          <span aria-hidden>▴</span>
        </button>
      </div>
      <div className={classes.content} inert={height === 'low' && dragged === null}>
        {children}
      </div>
    </section>
  );
}
