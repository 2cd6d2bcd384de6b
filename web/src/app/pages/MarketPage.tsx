import { useParams } from 'react-router';
import { ChartView } from '../../features/chart/ChartView';
import classes from './MarketPage.module.css';

/** One market: its chart with every finding, and what it says. */
export default function MarketPage() {
  const { symbol } = useParams();
  return (
    <div className={classes.page}>
      <ChartView key={symbol} symbol={symbol!} />
    </div>
  );
}
