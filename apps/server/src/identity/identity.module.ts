import { Module } from '@nestjs/common';
import { PeopleController } from './people.http';
import { Policies } from './policies';
import { PolicyController } from './policy.http';

@Module({ controllers: [PolicyController, PeopleController], providers: [Policies] })
export class IdentityModule {}
