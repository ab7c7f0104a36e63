export * from './rates/convert-recorded';
export * from './rates/rate-fact';
export * from './rates/rate-for';
export * from './rates/rates.events';
export * from './rates/rates.state';
export * from './schemas';
