import { DefineIndexHandler } from './indices/define-index';
import { indexEvents } from './indices/index.events';
import { PublishIndexValuesHandler } from './indices/publish-index-values';
import { SupersedeIndexValueHandler } from './indices/supersede-index-value';
import { PublishRatesHandler } from './rates/publish-rates';
import { ratesEvents } from './rates/rates.events';
import { SupersedeRateHandler } from './rates/supersede-rate';

/** Every type of event that this room writes. */
export const fxEvents = [...ratesEvents, ...indexEvents] as const;

/** One for each of its commands. */
export const fxHandlers = [
  PublishRatesHandler,
  SupersedeRateHandler,
  DefineIndexHandler,
  PublishIndexValuesHandler,
  SupersedeIndexValueHandler,
] as const;
