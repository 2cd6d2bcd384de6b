export { Help as default } from '../../features/help/Help';
