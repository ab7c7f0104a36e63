export { OverlayLog } from './log';
