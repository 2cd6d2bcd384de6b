export { SignUp as default } from '../../features/account/SignUp';
