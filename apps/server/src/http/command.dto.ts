import { ApiSchema } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import type { LocalDate } from '@tramo/kernel';
import { IsDate } from './codes';
import { MayBeAbsent } from './fields';

/** What the body of every command may say besides its own fields. */
export class CommandBody {
  /** The date, in the programme's zone, on which it counts; today when absent. */
  @MayBeAbsent()
  @IsDate()
  effectiveOn?: LocalDate;

  /** The last revision of the stream that was seen: the command then counts only if nothing came after it. */
  @MayBeAbsent()
  @IsInt()
  @Min(-1)
  @Max(Number.MAX_SAFE_INTEGER)
  expectedRevision?: number;
}

/** A command's own fields, without what every command may say besides. */
export function ownFields<Body extends CommandBody>(body: Body): Omit<Body, keyof CommandBody> {
  const { effectiveOn: _date, expectedRevision: _revision, ...own } = body;
  return own;
}

@ApiSchema({ name: 'CommandAnswerEvent', description: 'An event that the command recorded.' })
export class CommandAnswerEventDto {
  id!: string;
  type!: string;
  revision!: number;
}

/** What an accepted command answers, now and whenever the same key asks again. */
@ApiSchema({
  name: 'CommandAnswer',
  description: 'What an accepted command answers, now and whenever its key asks again.',
})
export class CommandAnswerDto {
  stream!: string;
  /** Of the command's last event. */
  revision!: number;
  /** Pass it as `after` to read your own write. */
  position!: string;
  events!: CommandAnswerEventDto[];
}
