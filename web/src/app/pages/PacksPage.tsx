export { Packs as default } from '../../features/billing/Packs';
