import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { PageQuery } from '../http/tables/page.dto';
import { TrancheAnswer } from './tranches-answers.dto';

export const INBOX_ACTS = [
  'request',
  'review',
  'sign',
  'order',
  'send',
  'confirm',
  'confirm-offset',
] as const;
export type InboxAct = (typeof INBOX_ACTS)[number];

export class InboxQuery extends PageQuery {}

@ApiSchema({ name: 'InboxTranche', description: 'A tranche that waits for an act of whoever asks.' })
export class InboxTrancheAnswer extends TrancheAnswer {
  @ApiProperty({ enum: INBOX_ACTS })
  act!: InboxAct;
  /** The approval page. */
  approval!: string;
}

@ApiSchema({ name: 'ForbiddenTranche', description: 'A tranche that waits for others.' })
export class ForbiddenTrancheAnswer {
  agreement!: string;
  @ApiProperty({ type: 'integer' })
  tranche!: number;
  @ApiProperty({ enum: INBOX_ACTS })
  act!: InboxAct;
  /** What keeps whoever asks from it. */
  why!: string[];
}

@ApiSchema({ name: 'Inbox', description: 'What waits for whoever asks.' })
export class InboxAnswer {
  items!: InboxTrancheAnswer[];
  /** What waits for one of their roles and must not be done by them. */
  forbidden!: ForbiddenTrancheAnswer[];
  next!: string | null;
}
