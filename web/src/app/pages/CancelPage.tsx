export { Cancel as default } from '../../features/billing/Cancel';
