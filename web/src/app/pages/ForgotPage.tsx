export { Forgot as default } from '../../features/account/Forgot';
