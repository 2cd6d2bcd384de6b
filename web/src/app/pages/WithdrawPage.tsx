export { Withdraw as default } from '../../features/billing/Withdraw';
