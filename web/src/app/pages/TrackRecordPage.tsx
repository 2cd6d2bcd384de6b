export { TrackRecord as default } from '../../features/trackRecord/TrackRecord';
