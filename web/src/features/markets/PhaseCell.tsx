import { UnstyledButton, VisuallyHidden, type UnstyledButtonProps } from '@mantine/core';
import { forwardRef, lazy, Suspense, useState, type ComponentPropsWithoutRef } from 'react';
import { useStrings } from '../../shared/language/language';
import type { Frame } from '../../shared/markets/markets';
import { SideMark } from '../../shared/ui/SideMark';
import classes from './PhaseCell.module.css';
import { strings } from './strings';

/** What is behind a phase is fetched when somebody asks. */
const PhaseAbout = lazy(() => import('./PhaseAbout'));

/** The phase of one timeframe with its reading and weight; a tap says what would prove it wrong. */
export function PhaseCell({ frame, decimals }: { frame: Frame; decimals: number }) {
  const [isWanted, setWanted] = useState(false);
  const face = <PhaseFace frame={frame} onClick={() => setWanted(true)} />;
  return isWanted ? (
    <Suspense fallback={face}>
      <PhaseAbout frame={frame} decimals={decimals} />
    </Suspense>
  ) : (
    face
  );
}

/** Letter, reading, and the weight as a quiet bar. */
export const PhaseFace = forwardRef<
  HTMLButtonElement,
  { frame: Frame } & UnstyledButtonProps & ComponentPropsWithoutRef<'button'>
>(function PhaseFace({ frame, ...button }, ref) {
  const t = useStrings(strings);
  return (
    <UnstyledButton ref={ref} className={classes.cell} {...button}>
      <span className={classes.words}>
        <SideMark side={frame.bias} />
        {frame.phase ? (
          <>
            <b>{frame.phase}</b>
            <span className={classes.reading}>{t.reading[frame.reading]}</span>
            <VisuallyHidden>
              {`, ${frame.timeframe}: ${t.phase(frame.phase)}, ${t.readingLong[frame.reading]}`}
            </VisuallyHidden>
          </>
        ) : (
          <>
            <span className={classes.reading}>{t.noPhase}</span>
            <VisuallyHidden>{`, ${frame.timeframe}`}</VisuallyHidden>
          </>
        )}
      </span>
      <span className={classes.bar} aria-hidden>
        <span style={{ inlineSize: `${Math.round((frame.weight ?? 0) * 100)}%` }} />
      </span>
    </UnstyledButton>
  );
});
