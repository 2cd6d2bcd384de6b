import { VisuallyHidden } from '@mantine/core';
import { useFormat } from '../../shared/language/format';
import { useStrings } from '../../shared/language/language';
import type { Cited } from './cited';
import { familyOf, kindOf } from './cited';
import classes from './NumberChip.module.css';
import { strings } from './strings';

/** A number of an answer: verified by the engine, or marked. Shown and told apart by its sign and border, not by colour alone. */
export function NumberChip({
  cited,
  onCite,
  onHint,
}: {
  cited: Cited;
  onCite?: ((cited: Cited) => void) | undefined;
  onHint?: ((cited: Cited | null) => void) | undefined;
}) {
  const t = useStrings(strings);
  const format = useFormat();
  const finding = cited.findings[0];
  const frame = finding?.timeframe ?? '';
  const kind = finding ? kindOf(finding.what) : '';
  const name = cited.isNamed && finding ? [t.kinds[kind] ?? '', frame].filter(Boolean).join(' ') : '';
  if (cited.verdict === 'Yours')
    return (
      <span className={classes.yours} title={t.yours}>
        {cited.text}
      </span>
    );
  if (!cited.isVerified)
    return (
      <span className={classes.doubtful} title={t.verdicts[cited.verdict] ?? t.unverified}>
        {cited.text} <span className={classes.mark}>⚠ {t.unverified}</span>
      </span>
    );
  const about = [
    t.verified,
    cited.verdict === 'Derived' ? t.derived : '',
    cited.findings
      .map((f) => `${t.whats[f.what] ?? t.kinds[kindOf(f.what)] ?? f.what} ${f.timeframe ?? ''}`.trim())
      .join(', '),
    t.askedAt(format.moment(cited.at)),
  ];
  if (!onCite || !finding?.source)
    return (
      <span
        className={classes.chip}
        data-family={familyOf(finding)}
        title={about.filter(Boolean).join(' · ')}
      >
        {cited.text} <span className={classes.mark}>✓</span>
      </span>
    );
  return (
    <button
      type="button"
      className={classes.chip}
      data-family={familyOf(finding)}
      title={about.filter(Boolean).join(' · ')}
      onClick={() => onCite(cited)}
      onMouseEnter={() => onHint?.(cited)}
      onMouseLeave={() => onHint?.(null)}
      onFocus={() => onHint?.(cited)}
      onBlur={() => onHint?.(null)}
    >
      {cited.text} <span className={classes.mark}>✓{name && ` ${name}`}</span>
      <VisuallyHidden>{`, ${about.slice(0, 3).filter(Boolean).join('. ')}. ${t.showOnChart}`}</VisuallyHidden>
    </button>
  );
}
