import classes from './Sparkline.module.css';

const width = 120;
const height = 28;

/** A line through closes; what it says stands in figures beside it. */
export function Sparkline({ closes, label }: { closes: readonly number[]; label: string }) {
  if (closes.length < 2) return null;
  const low = Math.min(...closes);
  const high = Math.max(...closes);
  const points = closes.map((close, i) => {
    const x = (i / (closes.length - 1)) * width;
    const y = high > low ? 2 + ((high - close) / (high - low)) * (height - 4) : height / 2;
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  return (
    <svg
      className={classes.line}
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={label}
    >
      <polyline points={points.join(' ')} />
    </svg>
  );
}
