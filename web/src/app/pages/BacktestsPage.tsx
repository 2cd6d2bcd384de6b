export { Backtests as default } from '../../features/backtests/Backtests';
