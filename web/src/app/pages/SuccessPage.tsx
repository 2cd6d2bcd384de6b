export { Success as default } from '../../features/billing/Success';
