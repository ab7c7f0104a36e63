export { budget } from './budget';
