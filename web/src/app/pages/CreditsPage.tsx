export { Credits as default } from '../../features/credits/Credits';
