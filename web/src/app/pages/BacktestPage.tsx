import { useParams } from 'react-router';
import { OneBacktest } from '../../features/backtests/OneBacktest';

/** A backtest of one's own. */
export default function BacktestPage() {
  const { id = '' } = useParams();
  return <OneBacktest key={id} id={id} />;
}
