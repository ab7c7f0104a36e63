import { Module } from '@nestjs/common';
import { ConversionsController } from './conversions.http';
import { IndicesController } from './indices.http';
import { RatesController } from './rates.http';

@Module({ controllers: [RatesController, IndicesController, ConversionsController] })
export class FxModule {}
