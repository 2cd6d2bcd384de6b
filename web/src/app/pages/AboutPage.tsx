export { About as default } from '../../features/notices/About';
