import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { Sheet, type SheetHeight } from '../../shared/ui/Sheet';
import { useStrings } from '../../shared/language/language';
import classes from './SessionLayout.module.css';
import { strings } from './strings';

/** A session with what stands beside it: the chart, or its summary. On a phone the conversation is a sheet over it. */
export function SessionLayout({
  header,
  beside,
  panel,
  label,
  height,
  onHeight,
}: {
  header: ReactNode;
  /** The chart; null for the conversation alone. */
  beside: ReactNode;
  panel: ReactNode;
  /** What the panel is called on a phone. */
  label?: string;
  /** How far the sheet of a phone is up. */
  height: SheetHeight;
  onHeight: (height: SheetHeight) => void;
}) {
  const t = useStrings(strings);
  const isNarrow = useMediaQuery('(max-width: 64em)', false, { getInitialValueInEffect: false });
  if (!beside)
    return (
      <div className={classes.alone} data-fills>
        {header}
        <div className={classes.panel}>{panel}</div>
      </div>
    );
  if (isNarrow)
    return (
      <div className={classes.narrow} data-fills>
        {header}
        <div className={classes.under} data-height={height}>
          {beside}
        </div>
        <Sheet label={label ?? t.sheet} height={height} onHeight={onHeight}>
          {panel}
        </Sheet>
      </div>
    );
  return (
    <div className={classes.wide} data-fills>
      <div className={classes.beside}>{beside}</div>
      <div className={classes.side}>
        {header}
        <div className={classes.panel}>{panel}</div>
      </div>
    </div>
  );
}
